package dev.tenantry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.config.Region;
import dev.tenantry.config.Residency;
import dev.tenantry.golden.Golden;
import dev.tenantry.sizing.Accelerator;
import dev.tenantry.sizing.ApiPrice;
import dev.tenantry.sizing.ApiPriceCatalogue;
import dev.tenantry.sizing.CatalogueModel;
import dev.tenantry.sizing.FitRequest;
import dev.tenantry.sizing.GpuMachine;
import dev.tenantry.sizing.LayerGroup;
import dev.tenantry.sizing.MachineCatalogue;
import dev.tenantry.sizing.ModelCatalogue;
import dev.tenantry.sizing.Obtainability;
import dev.tenantry.sizing.Precision;
import dev.tenantry.sizing.Provenance;
import dev.tenantry.sizing.SmallestMachine;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** docs/models.md shows what the command prints and what the catalogues hold. */
class ModelsDocTest {
  private static final Path PAGE = Path.of("docs", "models.md");
  private static final Path PICTURE = Path.of("docs", "models.svg");

  private static final String COMPARE =
      "size --compare --machine a3-highgpu-2g --region europe-west4 --api llama-3.3-70b"
          + " --tokens-in 20G --tokens-cached 5G --tokens-out 3G --tokens-per-second 9000"
          + " --operations 20000";

  @TempDir private Path folder;

  @Test
  void thePageShowsTheCommandAndTheCatalogues() throws IOException {
    String page = Files.readString(PAGE);
    Matcher command = Pattern.compile("`tenantry (size .* --svg (\\S+))`").matcher(page);
    assertThat(command.find()).isTrue();
    assertThat(Path.of(command.group(2))).isEqualTo(PICTURE);
    Path picture = folder.resolve("models.svg");
    String sample = run(command.group(1).replace(command.group(2), picture.toString()));
    page = with(page, "sample", fenced(sample));
    page = with(page, "compare", "`tenantry " + COMPARE + "`\n\n" + fenced(run(COMPARE)));
    page = with(page, "catalogue", String.join("\n", models(), accelerators(), machines(), apis()));
    Golden.assertFileMatches(PAGE, page);
    Golden.assertFileMatches(PICTURE, Files.readString(picture));
  }

  // Figures in the page's sentences are written by hand.
  @Test
  void theSentencesSayWhatTheCommandSays() throws IOException {
    String page = Files.readString(PAGE);
    String daring =
        run(
            "size llama-3.3-70b --precision bf16 --context 4k --concurrency 1 --utilisation 0.98"
                + " --tensor-parallel 1 --machine a3-ultragpu-8g");
    assertThat(daring).contains("\nfits\n").contains("= KV tokens                  4,231\n");
    assertThat(page).contains("room for 4,231 tokens");
    String fp8 =
        run(
            "size llama-3.3-70b --precision fp8 --context 32k --concurrency 1"
                + " --tensor-parallel 1 --machine a3-ultragpu-8g");
    assertThat(fp8).contains("= KV tokens                178,590\n");
    assertThat(page).contains("room for 178,590 tokens");
  }

  private static String models() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "| Model | Parameters, context | Layers (KV heads × size) | Fits 4 × 32k from | Source |");
    lines.add("|---|---|---|---|---|");
    for (CatalogueModel model : ModelCatalogue.standard().all()) {
      lines.add(
          row(
              "`" + model.name() + "`: " + model.licence(),
              String.format(
                  Locale.ROOT,
                  "%.1f billion, %,d",
                  model.parameters() / 1e9,
                  model.contextTokens()),
              model.layers().stream().map(LayerGroup::describe).collect(Collectors.joining("; "))
                  + "; "
                  + model.attentionHeads()
                  + " heads",
              model.precisions().stream()
                  .map(precision -> precision + " " + smallest(model, precision))
                  .collect(Collectors.joining(", ")),
              source(model.provenance())));
    }
    return text(lines);
  }

  private static String smallest(CatalogueModel model, Precision precision) {
    FitRequest request = new FitRequest(model.name(), precision, 32_768, 4, "", 1, 0.9);
    Optional<GpuMachine> found = SmallestMachine.find(model, request, any -> true, any -> true);
    return found.map(GpuMachine::name).orElse("none");
  }

  private static String accelerators() {
    Map<String, Accelerator> accelerators = new TreeMap<>();
    MachineCatalogue.standard()
        .all()
        .forEach(it -> accelerators.put(it.accelerator().name(), it.accelerator()));
    List<String> lines = new ArrayList<>();
    lines.add("| GPU | GiB | FP8 | Link | `cloud.google.com/gke-accelerator` | Source |");
    lines.add("|---|---|---|---|---|---|");
    for (Accelerator gpu : accelerators.values()) {
      lines.add(
          row(
              gpu.title(),
              String.format(Locale.ROOT, "%.1f", gpu.memoryGib()),
              gpu.fp8().label(),
              gpu.link().label(),
              "`" + gpu.label() + "`",
              source(gpu.provenance())));
    }
    return text(lines);
  }

  private static String machines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "| Machine type | GPUs | vCPU, GB | USD/h us-central1 | europe-west4 | Regions, in the EU"
            + " | Obtainable | Recalled |");
    lines.add("|---|---|---|---|---|---|---|---|");
    for (GpuMachine machine : MachineCatalogue.standard().all()) {
      long eu =
          machine.regions().stream().filter(it -> Residency.EU.allows(new Region(it))).count();
      lines.add(
          row(
              "`" + machine.name() + "`",
              machine.gpus() + " × " + machine.accelerator().title().replace("NVIDIA ", ""),
              machine.vcpus() + ", " + machine.memoryGb(),
              price(machine, "us-central1"),
              price(machine, "europe-west4"),
              machine.regions().size() + ", " + eu,
              machine.obtainability().stream()
                  .map(Obtainability::label)
                  .collect(Collectors.joining(", ")),
              String.join(", ", machine.provenance().recalled())));
    }
    return text(lines);
  }

  private static String price(GpuMachine machine, String region) {
    return machine
        .cheapest(region::equals)
        .map(it -> String.format(Locale.ROOT, "%.2f", it.onDemand()))
        .orElse(machine.isIn(region) ? "not known" : "-");
  }

  private static String apis() {
    List<String> lines = new ArrayList<>();
    lines.add("| API | USD per million in | cached | out | Source |");
    lines.add("|---|---|---|---|---|");
    for (ApiPrice price : ApiPriceCatalogue.standard().all()) {
      lines.add(
          row(
              "`" + price.name() + "`: " + price.title(),
              String.format(Locale.ROOT, "%.2f", price.input()),
              String.format(Locale.ROOT, "%.3f", price.cached()),
              String.format(Locale.ROOT, "%.2f", price.output()),
              source(price.provenance())));
    }
    return text(lines);
  }

  private static String source(Provenance provenance) {
    String recalled =
        provenance.recalled().isEmpty()
            ? ""
            : "; recalled: " + String.join(", ", provenance.recalled());
    return provenance.source() + ", " + provenance.asOf() + recalled;
  }

  private static String row(String... cells) {
    return "| " + String.join(" | ", cells) + " |";
  }

  private static String text(List<String> lines) {
    return String.join("\n", lines) + "\n";
  }

  private static String fenced(String text) {
    return "```\n" + text + "```\n";
  }

  private static String with(String page, String mark, String text) {
    String open = "<!-- " + mark + ": written by make fix -->\n";
    int start = page.indexOf(open);
    int end = page.indexOf("<!-- end of " + mark + " -->");
    assertThat(start).as(open).isPositive();
    assertThat(end).as("end of %s", mark).isGreaterThan(start);
    return page.substring(0, start + open.length()) + text + page.substring(end);
  }

  private static String run(String arguments) {
    StringWriter out = new StringWriter();
    int exit =
        TenantryCommand.commandLine().setOut(new PrintWriter(out)).execute(arguments.split(" +"));
    assertThat(exit).isZero();
    return out.toString();
  }
}
