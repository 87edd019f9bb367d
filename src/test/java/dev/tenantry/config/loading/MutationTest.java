package dev.tenantry.config.loading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.golden.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a file holds, the loader answers with a configuration or with a list of problems. */
class MutationTest {
  private static final int ROUNDS = 1000;
  private static final List<String> FRAGMENTS =
      List.of(
          ":",
          "\n",
          "  ",
          "\t",
          "{",
          "}",
          "[",
          "]",
          "- ",
          "\"",
          "'",
          "#",
          "&a ",
          "*a",
          "!!int ",
          "<<: ",
          "---\n",
          "null",
          "1e400",
          "-1",
          "0",
          "true",
          "é",
          "\u0000",
          "\u202E",
          "|\n",
          "token: x\n",
          "? ",
          "9223372036854775808",
          "0x1F",
          "~",
          "%",
          "@",
          "agents:\n",
          "tools: ");

  @TempDir Path root;

  @Test
  void aMutatedFileIsLoadedOrRefusedWithProblems() throws IOException {
    String tenant = Files.readString(Golden.ROOT.resolve("config/every-key.yaml"));
    Random random = new Random(20260101);
    int refused = 0;
    for (int round = 0; round < ROUNDS; round++) {
      boolean platform = round % 4 == 0;
      String text = mutate(platform ? StackFiles.PLATFORM : tenant, random);
      StackFiles.write(root, "-- tenants/acme.yaml --\n" + tenant);
      Path file =
          root.resolve("stacks/local").resolve(platform ? "platform.yaml" : "tenants/acme.yaml");
      Files.writeString(file, text);
      try {
        ConfigLoader.load(root, "local");
      } catch (ConfigException e) {
        refused++;
        assertThat(e.problems()).isNotEmpty();
        assertThat(e.render()).doesNotContain("\u202E", "\u0000");
        assertTheSchemaAgrees(file, e);
      } catch (RuntimeException | StackOverflowError e) {
        throw new AssertionError("round " + round + ":\n" + text, e);
      }
    }
    assertThat(refused).isGreaterThan(ROUNDS / 2);
  }

  // The schema is checked by a library that nobody here wrote.
  private static void assertTheSchemaAgrees(Path file, ConfigException failure) {
    YamlFile yaml = YamlReader.read(SourceFile.read("x", file, finding -> {}), finding -> {});
    if (yaml.readable()) {
      boolean structural =
          failure.problems().stream().anyMatch(finding -> finding.rule().isInSchema());
      assertThat(Schemas.refuses(file.toString(), yaml.root()))
          .as(failure.render())
          .isEqualTo(structural);
    }
  }

  private static String mutate(String text, Random random) {
    StringBuilder result = new StringBuilder(text);
    for (int i = random.nextInt(4); i >= 0; i--) {
      int at = random.nextInt(result.length());
      switch (random.nextInt(4)) {
        case 0 -> result.deleteCharAt(at);
        case 1 -> result.delete(at, Math.min(result.length(), at + random.nextInt(40)));
        case 2 -> result.insert(at, text.substring(random.nextInt(text.length())));
        default -> result.insert(at, FRAGMENTS.get(random.nextInt(FRAGMENTS.size())));
      }
    }
    return result.toString();
  }
}
