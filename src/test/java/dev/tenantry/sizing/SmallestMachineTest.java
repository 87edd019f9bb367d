package dev.tenantry.sizing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class SmallestMachineTest {
  private static final int CONTEXT = 32_768;

  @Test
  void theCheapestThatFitsIsFound() {
    assertThat(find("llama-3.3-70b", Precision.FP8, 4, any -> true)).hasValue("g2-standard-96");
    assertThat(find("llama-3.3-70b", Precision.FP8, 16, any -> true)).hasValue("g4-standard-192");
  }

  @Test
  void machinesThatOneWouldNotTakeAreLeftOut() {
    assertThat(find("llama-3.3-70b", Precision.FP8, 4, it -> it.gpus() <= 2))
        .hasValue("g4-standard-96");
    assertThat(
            find(
                "llama-3.3-70b",
                Precision.FP8,
                4,
                it -> it.accelerator().link() == GpuLink.NVLINK && it.gpus() <= 2))
        .hasValue("a2-ultragpu-2g");
    assertThat(
            find(
                "llama-3.3-70b",
                Precision.FP8,
                4,
                it ->
                    it.accelerator().name().equals("h100")
                        && it.obtainability().contains(Obtainability.ON_DEMAND)))
        .hasValue("a3-highgpu-8g");
  }

  // 2 × 32k tokens of Llama 70B in INT4: 37 GiB of weights and 20 of cache need more than an A100
  // of
  // 40 GB, which europe-west6 does not have anyway: it has L4 alone.
  @Test
  void onlyMachinesOfTheAllowedRegionsAreFound() {
    assertThat(find("llama-3.3-70b", Precision.INT4, 2, it -> it.isIn("europe-west6")))
        .hasValue("g2-standard-48");
    assertThat(find("llama-3.3-70b", Precision.INT4, 2, it -> it.isIn("europe-west10")))
        .hasValue("g4-standard-48");
    assertThat(find("deepseek-v3", Precision.FP8, 4, it -> it.isIn("europe-west6"))).isEmpty();
  }

  @Test
  void machinesWithoutAPriceComeLast() {
    assertThat(find("deepseek-v3", Precision.INT4, 8, it -> it.gpus() == 8))
        .hasValue("g4-standard-384");
    assertThat(
            find("deepseek-v3", Precision.FP8, 8, it -> it.accelerator().link() == GpuLink.NVLINK))
        .hasValue("a3-ultragpu-8g");
    List<String> ranked = SmallestMachine.ranked(any -> true).map(GpuMachine::name).toList();
    assertThat(ranked).startsWith("g2-standard-12", "g2-standard-24");
    assertThat(ranked).endsWith("a3-ultragpu-8g", "a4-highgpu-8g", "a4x-highgpu-4g");
  }

  @Test
  void whatFitsNowhereHasNoMachine() {
    assertThat(find("llama-3.1-405b", Precision.BF16, 1000, any -> true)).isEmpty();
    assertThat(find("no-such-model", Precision.BF16, 1, any -> true)).isEmpty();
    assertThat(find("gpt-oss-20b", Precision.FP8, 1, any -> true)).isEmpty();
  }

  // The price that counts is that of the region: Spot is never looked at.
  @Test
  void aRegionsPriceIsTaken() {
    GpuMachine machine = MachineCatalogue.standard().find("a3-highgpu-8g").orElseThrow();
    assertThat(machine.cheapest("europe-west4"::equals).orElseThrow().onDemand())
        .isBetween(112.53, 112.55);
    assertThat(machine.cheapest(region -> region.startsWith("europe-")).orElseThrow().region())
        .isEqualTo("europe-west1");
    assertThat(machine.cheapest("europe-west6"::equals)).isEmpty();
  }

  private static Optional<String> find(
      String model, Precision precision, int concurrency, Predicate<GpuMachine> allowed) {
    return SmallestMachine.find(model, precision, CONTEXT, concurrency, allowed)
        .map(GpuMachine::name);
  }
}
