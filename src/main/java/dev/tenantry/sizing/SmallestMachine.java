package dev.tenantry.sizing;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Finds the cheapest machine on which a model fits, with all of its GPUs.
 *
 * <p>Cheapest by on-demand list price in the regions that are allowed. A machine without a list
 * price comes after all that have one; among those, the one that is easier to get comes first, then
 * the one with less memory. Whether a machine can be had at that price is said by {@link
 * GpuMachine#obtainability()}: leave out by the predicate what you would not take.
 */
public final class SmallestMachine {
  private SmallestMachine() {}

  /**
   * In any region, at {@link FitRequest#DEFAULT_UTILISATION} and two bytes a value of the KV cache.
   *
   * @param model name in the catalogue; an unknown one fits nowhere
   * @param allowed which machines may be proposed
   */
  public static Optional<GpuMachine> find(
      String model,
      Precision precision,
      int contextTokens,
      int concurrency,
      Predicate<GpuMachine> allowed) {
    return ModelCatalogue.standard()
        .find(model)
        .flatMap(
            found ->
                find(
                    found,
                    request(model, precision, contextTokens, concurrency),
                    allowed,
                    region -> true));
  }

  /**
   * The cheapest of {@link #ranked}.
   *
   * @param regions in which prices count, and in one of which the machine must be offered
   */
  public static Optional<GpuMachine> find(
      CatalogueModel model,
      FitRequest request,
      Predicate<GpuMachine> allowed,
      Predicate<String> regions) {
    return ranked(regions)
        .filter(allowed)
        .filter(machine -> GpuFit.fits(model, machine, on(model, machine, request)))
        .findFirst();
  }

  /** Machines that are offered in some of the regions, cheapest first. */
  public static Stream<GpuMachine> ranked(Predicate<String> regions) {
    return MachineCatalogue.standard().all().stream()
        .filter(machine -> machine.regions().stream().anyMatch(regions))
        .sorted(
            Comparator.comparingDouble(
                    (GpuMachine machine) ->
                        machine
                            .cheapest(regions)
                            .map(MachinePrice::onDemand)
                            .orElse(Double.MAX_VALUE))
                .thenComparing(machine -> Collections.min(machine.obtainability()))
                .thenComparingDouble(SmallestMachine::memory)
                .thenComparing(GpuMachine::name));
  }

  /** The request on as many GPUs of the machine as can share the model. */
  public static FitRequest on(CatalogueModel model, GpuMachine machine, FitRequest request) {
    int gpus =
        List.of(8, 4, 2, 1).stream()
            .filter(count -> count <= machine.gpus() && model.attentionHeads() % count == 0)
            .findFirst()
            .orElse(1);
    return request.on(machine.name(), gpus);
  }

  private static double memory(GpuMachine machine) {
    return machine.gpus() * machine.accelerator().memoryGib();
  }

  private static FitRequest request(
      String model, Precision precision, int contextTokens, int concurrency) {
    return new FitRequest(
        model, precision, contextTokens, concurrency, "", 1, FitRequest.DEFAULT_UTILISATION);
  }
}
