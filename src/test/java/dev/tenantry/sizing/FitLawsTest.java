package dev.tenantry.sizing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What holds for every model on every machine: more of what is asked never fits better. */
class FitLawsTest {
  private static final List<Integer> CONTEXTS = List.of(64, 1_024, 8_192, 32_768);
  private static final List<Integer> CONCURRENCIES = List.of(1, 2, 4, 16, 64, 256);
  private static final List<Double> UTILISATIONS = List.of(0.5, 0.8, 0.9, 0.95, 1.0);

  @Test
  void theLawsAreTriedOnEveryPair() {
    // 12 models in 2 or 3 precisions each on 24 machines, but gpt-oss in one: 31 × 24.
    assertThat(requests()).hasSize(31 * 24);
  }

  /** Every model in each of its precisions, on every machine, with the machine's GPUs. */
  static Stream<FitRequest> requests() {
    return ModelCatalogue.standard().all().stream()
        .flatMap(
            model ->
                model.precisions().stream()
                    .flatMap(
                        precision ->
                            MachineCatalogue.standard().all().stream()
                                .map(
                                    machine ->
                                        new FitRequest(
                                            model.name(),
                                            precision,
                                            8_192,
                                            4,
                                            machine.name(),
                                            machine.gpus(),
                                            0.9))));
  }

  @Test
  void aLongerConversationNeverFitsBetter() {
    requests()
        .forEach(
            of -> {
              falls(
                  CONTEXTS.stream()
                      .map(it -> with(of, it, of.concurrency(), of.utilisation()))
                      .toList());
            });
  }

  @Test
  void moreConversationsNeverFitBetter() {
    requests()
        .forEach(
            of -> {
              falls(
                  CONCURRENCIES.stream()
                      .map(it -> with(of, of.contextTokens(), it, of.utilisation()))
                      .toList());
            });
  }

  @Test
  void moreMemoryNeverFitsWorse() {
    requests()
        .forEach(
            of -> {
              rises(
                  UTILISATIONS.stream()
                      .map(it -> with(of, of.contextTokens(), of.concurrency(), it))
                      .toList());
            });
  }

  @Test
  void moreGpusOfTheMachineNeverFitWorse() {
    requests()
        .forEach(
            of -> {
              rises(
                  Stream.of(1, 2, 4, 8)
                      .filter(gpus -> gpus <= of.tensorParallel())
                      .map(gpus -> of.on(of.machine(), gpus))
                      .toList());
            });
  }

  // The parts are a partition of the memory, and the answer agrees with them.
  @Test
  void theSumAddsUp() {
    requests()
        .forEach(
            of -> {
              FitSum sum = sum(of);
              assertThat(sum.left() + sum.weights() + sum.overhead() + sum.conversations())
                  .isEqualTo(sum.usable());
              assertThat(sum.usable()).isLessThan(sum.capacity());
              assertThat(sum.missing() == 0).isEqualTo(sum.hasRoom());
              if (sum.missing() > 0) {
                assertThat(sum.neededKv() + sum.weights() + sum.overhead() - sum.usable())
                    .isEqualTo(sum.missing());
              }
            });
  }

  // What the search proposes does fit, and no cheaper machine of the ranking does.
  @Test
  void theProposedMachineIsTheFirstOfTheRankingThatFits() {
    requests()
        .forEach(
            of -> {
              if (GpuFit.check(of) instanceof FitAnswer.DoesNotFit no) {
                CatalogueModel model = no.sum().model();
                List<GpuMachine> fitting =
                    SmallestMachine.ranked(any -> true)
                        .filter(
                            it ->
                                GpuFit.check(SmallestMachine.on(model, it, of))
                                    instanceof FitAnswer.Fits)
                        .toList();
                assertThat(no.smallest()).isEqualTo(fitting.stream().findFirst());
              }
            });
  }

  private static void falls(List<FitRequest> requests) {
    ordered(requests, FitSum::missing);
    assertThat(requests.stream().map(it -> sum(it).hasRoom()).toList())
        .isSortedAccordingTo((one, other) -> Boolean.compare(other, one));
  }

  private static void rises(List<FitRequest> requests) {
    ordered(requests, FitSum::kvTokens);
    assertThat(requests.stream().map(it -> sum(it).hasRoom()).toList())
        .isSortedAccordingTo(Boolean::compare);
  }

  private static void ordered(List<FitRequest> requests, ToLongFunction<FitSum> by) {
    assertThat(requests.stream().map(it -> by.applyAsLong(sum(it))).toList())
        .as("%s", requests)
        .isSorted();
  }

  private static FitRequest with(FitRequest of, int context, int concurrency, double utilisation) {
    return new FitRequest(
        of.model(),
        of.precision(),
        context,
        concurrency,
        of.machine(),
        of.tensorParallel(),
        utilisation);
  }

  private static FitSum sum(FitRequest request) {
    FitAnswer answer = GpuFit.check(request);
    if (answer instanceof FitAnswer.Fits fits) {
      return fits.sum();
    }
    return ((FitAnswer.DoesNotFit) answer).sum();
  }
}
