package dev.tenantry.sizing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every row of every catalogue makes sense, and a row that does not is refused with its place. */
class CatalogueTest {
  private static final String REGION = "[a-z]{2,20}-[a-z]{4,12}[0-9]{1,2}";

  static Stream<CatalogueModel> models() {
    return ModelCatalogue.standard().all().stream();
  }

  static Stream<GpuMachine> machines() {
    return MachineCatalogue.standard().all().stream();
  }

  static Stream<ApiPrice> prices() {
    return ApiPriceCatalogue.standard().all().stream();
  }

  @ParameterizedTest
  @MethodSource("models")
  void aModelsNumbersAgree(CatalogueModel model) {
    assertThat(model.name()).matches("[a-z0-9][a-z0-9.-]*");
    assertThat(model.attentionHeads() % 8).as("heads on 8 GPUs").isZero();
    assertThat(model.contextTokens()).isBetween(8_192, 10_000_000);
    model
        .checkpoints()
        .forEach(
            (precision, bytes) ->
                assertThat(bytes / (double) model.parameters())
                    .as("bytes a parameter in %s", precision)
                    .isBetween(precision == Precision.BF16 ? 2.0 : 0.5, 2.0));
    for (Precision precision : model.precisions()) {
      assertThat(model.weightBytes(precision)).as("size in %s", precision).isPresent();
    }
    for (LayerGroup group : model.layers()) {
      if (group instanceof LayerGroup.Full full) {
        assertThat(model.attentionHeads() % full.kvHeads()).as("heads per KV head").isZero();
      }
    }
    told(model.provenance());
  }

  // What the makers say of their models' sizes, in billions.
  @ParameterizedTest
  @CsvSource({
    "llama-3.1-8b, 8.03",
    "mistral-small-24b, 23.6",
    "qwen3-30b-a3b, 30.5",
    "qwen3-32b, 32.8",
    "llama-3.3-70b, 70.6",
    "qwen3-235b-a22b, 235",
    "llama-3.1-405b, 405",
    "gpt-oss-20b, 20.9",
    "gpt-oss-120b, 116.8",
    "deepseek-v3, 671",
    "gemma-4-26b-a4b, 25.8",
    "qwen3.5-27b, 27.4",
  })
  void parametersAreThoseOfTheMaker(String model, double billions) {
    assertThat(ModelCatalogue.standard().find(model).orElseThrow().parameters() / 1e9)
        .isBetween(billions * 0.995, billions * 1.005);
  }

  @Test
  void everyModelIsAmongThoseChecked() {
    assertThat(ModelCatalogue.standard().all()).hasSize(12);
  }

  @ParameterizedTest
  @MethodSource("machines")
  void aMachinesNumbersAgree(GpuMachine machine) {
    assertThat(machine.gpus()).isIn(1, 2, 4, 8);
    if (machine.name().endsWith("g")) {
      assertThat(machine.name()).endsWith("-" + machine.gpus() + "g");
    } else {
      assertThat(machine.name()).endsWith("-" + machine.vcpus());
    }
    assertThat(machine.accelerator().memoryGib()).isBetween(20.0, 200.0);
    assertThat(machine.accelerator().label()).matches("nvidia-[a-z0-9-]+");
    assertThat(machine.memoryGb()).isGreaterThan(machine.vcpus());
    assertThat(machine.regions()).isNotEmpty().allMatch(region -> region.matches(REGION));
    assertThat(machine.unpricedRegions()).noneMatch(machine.prices()::containsKey);
    for (MachinePrice price : machine.prices().values()) {
      assertThat(price.onDemand() / machine.gpus())
          .as("a GPU in %s", price.region())
          .isBetween(0.8, 25.0);
      price.spot().ifPresent(spot -> assertThat(spot).isPositive().isLessThan(price.onDemand()));
      assertThat(price.asOf()).isEqualTo(LocalDate.of(2026, 8, 3));
    }
    // What is sold on demand has a list price, and the feed knows it.
    if (machine.obtainability().contains(Obtainability.ON_DEMAND)) {
      assertThat(machine.prices()).isNotEmpty();
    }
    told(machine.provenance());
    told(machine.accelerator().provenance());
  }

  // Per GPU, the same type must cost the same whatever the size of the machine, to one percent.
  @Test
  void aSeriesCostsTheSameForEachGpu() {
    for (String series : Set.of("g2-standard-24", "g4-standard-48", "a2-highgpu-1g")) {
      GpuMachine small = MachineCatalogue.standard().find(series).orElseThrow();
      machines()
          .filter(it -> it.accelerator().equals(small.accelerator()) && it.gpus() > small.gpus())
          .forEach(
              large ->
                  small
                      .prices()
                      .forEach(
                          (region, price) ->
                              assertThat(large.prices().get(region).onDemand() / large.gpus())
                                  .as("%s in %s", large.name(), region)
                                  .isBetween(
                                      price.onDemand() / small.gpus() * 0.99,
                                      price.onDemand() / small.gpus() * 1.01)));
    }
  }

  // The feed's own figures, read apart from the program.
  @ParameterizedTest
  @CsvSource({
    "g2-standard-12,  us-central1,    1.00,  0.56",
    "g4-standard-48,  europe-west4,   4.95,  1.98",
    "a2-ultragpu-8g,  europe-west4,  44.65, 23.56",
    "a3-highgpu-1g,   europe-north1, 12.18,  1.28",
    "a3-highgpu-8g,   us-central1,   88.49, 50.61",
    "a3-megagpu-8g,   europe-west4, 118.24, 46.24",
  })
  void pricesAreThoseOfTheFeed(String machine, String region, double onDemand, double spot) {
    MachinePrice price =
        MachineCatalogue.standard().find(machine).orElseThrow().prices().get(region);
    assertThat(price.onDemand()).isBetween(onDemand - 0.005, onDemand + 0.005);
    assertThat(price.spot().orElseThrow()).isBetween(spot - 0.005, spot + 0.005);
  }

  @Test
  void machinesWithoutAListPriceAreNotSoldOnDemand() {
    Set<String> unpriced = new TreeSet<>();
    machines().filter(it -> it.prices().isEmpty()).forEach(it -> unpriced.add(it.name()));
    assertThat(unpriced).containsExactly("a3-ultragpu-8g", "a4-highgpu-8g", "a4x-highgpu-4g");
  }

  @ParameterizedTest
  @MethodSource("prices")
  void anApisPricesAgree(ApiPrice price) {
    assertThat(price.input()).isBetween(0.01, 20.0);
    assertThat(price.cached()).isPositive().isLessThanOrEqualTo(price.input());
    assertThat(price.output()).isGreaterThanOrEqualTo(price.input()).isLessThan(100);
    told(price.provenance());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "attentionHeads: 32 | heads: 32 | attentionHeads is missing",
        "attentionHeads: 32 | attentionHeads: -1 | attentionHeads is no whole number above zero",
        "attentionHeads: 32 | attentionHeads: 3.5 | attentionHeads is no whole number above zero",
        "attentionHeads: 32 | attentionHeads: '32' | attentionHeads is no whole number above zero",
        "parameters: 1000000 | parameters: null | parameters is missing",
        "licence: none | 'licence: none\n  colour: red' | colour is not a key of this catalogue",
        "kind: full | kind: round | kind is none of full, sliding, mla, linear: round",
        "'headDim: 128}' | 'headDim: 128, window: 4}' | window is not a key of this catalogue",
        "'{kind: full, count: 2, kvHeads: 8, headDim: 128}'"
            + " | '{kind: linear, count: 2, stateBytes: 1}'"
            + " | layers has no group that keeps every token: use kind full or mla",
        "'[bf16, fp8]' | '[bf16, fp9]' | precisions is none of [bf16, fp8, int4, mxfp4]: fp9",
        "'[bf16, fp8]' | '[bf16, bf16]' | precisions is empty or names one twice",
        "'[bf16, fp8]' | '[fp8]' | checkpoints names a precision that precisions does not",
        "2026-01-01 | yesterday | asOf is no date such as 2026-08-03",
        "'[licence]' | '[weight]' | recalled names a key that the row has not: weight",
      })
  void aWrongModelIsRefused(String text, String by, String error) {
    assertThatThrownBy(() -> Rows.model(text, by.replace("\\n", "\n")))
        .isInstanceOf(CatalogueError.class)
        .hasMessageStartingWith("rows.yaml[0]")
        .hasMessageEndingWith(": " + error);
  }

  @ParameterizedTest
  @CsvSource({
    "fp8: weight-only, fp8: sometimes, 'fp8 is none of [native, weight-only]: sometimes'",
    "link: pcie, link: rope, 'link is none of [nvlink, pcie]: rope'",
    "memoryGib: 10.5, memoryGib: much, memoryGib is no number of zero or more",
    "source: a test, source: '', source is no text",
  })
  void aWrongAcceleratorIsRefused(String text, String by, String error) {
    assertThatThrownBy(() -> MachineCatalogue.accelerator(Rows.row(Rows.ACCELERATOR, text, by)))
        .isInstanceOf(CatalogueError.class)
        .hasMessage("rows.yaml[0]: " + error);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "some-1g,some-west1,much,,2026-08-03 | is no price: ",
        "some-1g,some-west1,1.0,much,2026-08-03 | is no price: ",
        "some-1g,some-west1,1.0,,August | is no price: ",
        "some-1g,some-west1,0,,2026-08-03 | a price is not above zero: ",
        "some-1g,some-west1,1.0,-1,2026-08-03 | a price is not above zero: ",
        "some-1g,here,1.0,,2026-08-03 | is there twice: ",
      })
  void aWrongMachinePriceIsRefused(String row, String error) {
    List<String> right = List.of("some-1g", "here", "1.0", "0.5", "2026-08-03");
    assertThatThrownBy(
            () -> PriceTable.of("prices.csv", List.of(right, List.of(row.split(",", -1)))))
        .isInstanceOf(CatalogueError.class)
        .hasMessageStartingWith("prices.csv: " + error);
  }

  @Test
  void anApiThatIsDearerForCachedTokensIsRefused() {
    String row =
        "- {name: some, title: Some, input: 1.0, cached: 2.0, output: 3.0, source: a test,"
            + " asOf: 2026-01-01, recalled: []}";
    assertThat(ApiPriceCatalogue.price(Rows.row(row, "cached: 2.0, ", "")).cached()).isEqualTo(1.0);
    assertThatThrownBy(() -> ApiPriceCatalogue.price(Rows.row(row, "a test", "a test")))
        .hasMessage("rows.yaml[0]: cached is dearer than input");
  }

  @Test
  void aFileOfAnotherFormIsRefused() {
    assertThatThrownBy(() -> CatalogueFile.csv("machine-prices.csv", List.of("type", "price")))
        .hasMessageStartingWith("machine-prices.csv: has the columns [type, region, ");
    assertThatThrownBy(() -> CatalogueFile.yaml("none.yaml"))
        .hasMessage("none.yaml: is not on the class path");
    assertThatThrownBy(() -> CatalogueFile.rows("rows.yaml", "name: some"))
        .hasMessage("rows.yaml: is not a list");
    assertThatThrownBy(() -> CatalogueFile.rows("rows.yaml", "- some"))
        .hasMessage("rows.yaml[0]: is not a mapping");
  }

  @Test
  void aKeyTwiceInARowIsRefused() {
    assertThatThrownBy(() -> Rows.model("title: Some model", "title: a\n  title: b"))
        .isInstanceOf(CatalogueError.class)
        .hasMessageContaining("Duplicate field 'title'");
  }

  @ParameterizedTest
  @CsvSource({
    "llama-3.3-70, llama-3.3-70b",
    "meta-llama/Llama-3.3-70B, llama-3.3-70b",
    "gpt-oss, gpt-oss-120b",
    "Qwen3-32, qwen3-32b",
  })
  void aMisspeltNameHasItsNeighbours(String wrong, String meant) {
    assertThat(ModelCatalogue.standard().near(wrong)).contains(meant).hasSizeLessThan(5);
  }

  @Test
  void aNameLikeNoneGetsAll() {
    assertThat(ModelCatalogue.standard().near("mymodel")).hasSize(12);
    assertThat(ModelCatalogue.standard().near("")).hasSize(12);
  }

  private static void told(Provenance provenance) {
    assertThat(provenance.source()).isNotBlank();
    assertThat(provenance.asOf()).isBetween(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 11, 21));
  }
}
