package dev.tenantry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.golden.Golden;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SizeCommandTest {
  private static final String FITS = "llama-3.3-70b --precision fp8 --context 32k --concurrency 4";

  private static final String COMPARE =
      "--compare --machine a3-highgpu-2g --region europe-west4 --api llama-3.3-70b"
          + " --tokens-in 20G --tokens-cached 5G --tokens-out 3G";

  @TempDir private Path folder;

  private record Result(int exit, String out, String error) {}

  @Test
  void aModelThatFits() {
    Result result = size(FITS + " --region eu --machine a3-highgpu-2g");
    assertThat(result.exit()).isZero();
    Golden.assertMatches("size/fits.txt", result.out());
  }

  @Test
  void aModelThatDoesNotFit() {
    Result result =
        size("deepseek-v3 --precision FP8 --context 32k --concurrency 4 --machine a3-highgpu-8g");
    assertThat(result.exit()).isEqualTo(1);
    Golden.assertMatches("size/does-not-fit.txt", result.out());
  }

  @Test
  void theCheapestMachineIsTakenUnlessOneIsNamed() {
    assertThat(size(FITS).out())
        .startsWith(
            "Llama 3.3 70B in fp8, 4 × 32,768 tokens, on 8 × NVIDIA L4 of g2-standard-96\n");
    assertThat(size(FITS + " --region europe-west10").out())
        .startsWith("Llama 3.3 70B in fp8, 4 × 32,768 tokens, on 2 × NVIDIA RTX PRO 6000 of g4-");
    assertThat(size(FITS + " --tensor-parallel 1").out())
        .contains(" on 1 × NVIDIA H200 141 GB of a3-ultragpu-8g\n");
    // 95 × 0.98 - 3.4 - 67.0 = 22.7 GiB / 160 KiB: enough for 4 × 32k in a cache of one byte.
    assertThat(size(FITS + " --tensor-parallel 1 --kv-precision fp8 --utilisation 0.98").out())
        .contains(" on 1 × NVIDIA RTX PRO 6000 of g4-standard-48\n");
  }

  // No GPU of Zurich but the L4; nothing there holds 637 GiB.
  @Test
  void whereNoMachineFitsTheNearestIsShown() {
    Result result =
        size("deepseek-v3 --precision fp8 --context 8k --concurrency 1 --region europe-west6");
    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.out())
        .contains("of g2-standard-96\n")
        .contains("no machine of those asked for holds it\n");
  }

  @Test
  void onlyMachinesOfTheRegionAreListed() {
    String eu = size(FITS + " --region eu").out();
    assertThat(eu).doesNotContain("a4x-highgpu-4g", "us-", "europe-west2", "europe-west6");
    assertThat(size(FITS).out()).contains("a4x-highgpu-4g");
  }

  @Test
  void anUnknownModelHasItsNeighbours() {
    Result result = size("llama-3.3 --precision fp8 --context 32k --concurrency 4");
    assertThat(result.exit()).isEqualTo(3);
    assertThat(result.out()).isEmpty();
    assertThat(result.error())
        .isEqualTo(
            "unknown model llama-3.3. Near: llama-3.3-70b\n"
                + "All that is known: tenantry size --list\n");
  }

  @Test
  void aPrecisionThatNobodyServesIsUnknown() {
    Result result = size("gpt-oss-20b --precision fp8 --context 32k --concurrency 4");
    assertThat(result.exit()).isEqualTo(3);
    assertThat(result.error())
        .isEqualTo(
            "unknown: gpt-oss 20B is not known to be served in fp8; the catalogue has [mxfp4]\n");
  }

  @Test
  void thePictureIsDrawn() throws IOException {
    Path file = folder.resolve("fit.svg");
    assertThat(size(FITS + " --svg " + file).exit()).isZero();
    assertThat(Files.readString(file)).startsWith("<svg ").endsWith("</svg>\n");
    Result refused = size(FITS + " --svg " + folder);
    assertThat(refused.exit()).isEqualTo(1);
    assertThat(refused.error()).startsWith("cannot write " + folder).doesNotContain("\tat ");
  }

  @Test
  void everythingKnownIsListed() {
    Result result = size("--list");
    assertThat(result.exit()).isZero();
    assertThat(result.out())
        .contains("\nqwen3-32b ", "\ng4-standard-48 ", "\ngemini-3.6-flash ", "Apache-2.0");
  }

  @Test
  void makeOrBuy() {
    Result result = size(COMPARE + " --tokens-per-second 9000 --operations 20000");
    assertThat(result.exit()).isZero();
    Golden.assertMatches("size/compare.txt", result.out());
  }

  @Test
  void aPriceOfOnesOwnIsTaken() {
    String own = size(COMPARE + " --tokens-per-second 9000 --price-per-hour 10").out();
    assertThat(own).contains("2 × $10.00 × 730 h").doesNotContain("Machine price in");
    assertThat(own).contains("operations are not counted");
    assertThat(size(COMPARE + " --tokens-per-second 9000 --spot").out())
        .contains("2 × $11.03 × 730 h");
    assertThat(size(COMPARE + " --tokens-per-second 9000 --machines 1").out())
        .contains("so few machines cannot serve that many tokens: name more of them");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "llama-3.3-70b --precision fp8 --context 32k | name a model, --precision, --context and",
        "llama-3.3-70b --context 32k --concurrency 4 | name a model, --precision, --context and",
        "x --precision fp7 --context 32k --concurrency 4 | Invalid value for option '--precision'",
        "x --precision fp8 --context 32M --concurrency 4 | write tokens as 4096 or 32k, not 32M",
        "x --precision fp8 --context 0 --concurrency 4 | write tokens as 4096 or 32k, not 0",
        "x --precision fp8 --context 9999999k --concurrency 4 | no model holds 9999999k tokens",
        "x --precision fp8 --context 32k --concurrency 0 | context, concurrency and tensor",
        "x --precision fp8 --context 4 --concurrency 4 --utilisation 1.1 | the utilisation must be",
        "x --precision fp8 --context 4 --concurrency 4 --region mars | no machine is known in",
        "x --precision fp8 --context 4 --concurrency 4 --machine a3 | no machine type \"a3\": ",
        "--compare | --compare needs --machine, --api, --tokens-in, --tokens-cached and",
      })
  void wrongUsageIsTold(String arguments, String error) {
    Result result = size(arguments);
    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.error()).contains(error).doesNotContain("\tat ");
  }

  @Test
  void aMachineThatTheRegionHasNotIsWrongUsage() {
    Result result = size(FITS + " --region eu --machine a4x-highgpu-4g");
    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.error())
        .startsWith("a4x-highgpu-4g is not offered there; it is in us-central1\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        " | --compare needs --tokens-per-second, measured on that machine with your own model",
        "--tokens-per-second 0 | must be above zero",
        "--tokens-per-second 9 --tokens-out 1.5 | not a whole number of tokens: 1.5",
        "--tokens-per-second 9 --tokens-out 3K | write tokens as 1500000, 1.5M or 20G, not 3K",
        "--tokens-per-second 9 --api gpt | no API \"gpt\": ",
        "--tokens-per-second 9 --machine a4-highgpu-8g | no price of a4-highgpu-8g is known there",
      })
  void aComparisonWithoutItsNumbersIsRefused(String arguments, String error) {
    String base = COMPARE;
    for (String option :
        List.of("--tokens-out 3G", "--api llama-3.3-70b", "--machine a3-highgpu-2g")) {
      if (arguments != null && arguments.contains(option.split(" ")[0])) {
        base = base.replace(option, "");
      }
    }
    Result result = size(base + " " + (arguments == null ? "" : arguments));
    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.error()).contains(error).doesNotContain("\tat ");
  }

  private static Result size(String arguments) {
    StringWriter out = new StringWriter();
    StringWriter error = new StringWriter();
    List<String> words = new ArrayList<>(List.of("size"));
    words.addAll(List.of(arguments.strip().split(" +")));
    int exit =
        TenantryCommand.commandLine()
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(error))
            .execute(words.toArray(String[]::new));
    return new Result(exit, out.toString(), error.toString());
  }
}
