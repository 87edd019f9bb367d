package dev.tenantry.sizing;

import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A machine type with GPUs.
 *
 * @param name of Google Cloud, such as {@code a3-highgpu-8g}
 * @param accelerator its kind of GPU
 * @param gpus how many, all in one node
 * @param vcpus number of them
 * @param memoryGb of the machine, in GB
 * @param obtainability how it can be had, best first
 * @param prices by region, where known
 * @param unpricedRegions where it is offered although no price is known
 * @param provenance where this was read
 */
public record GpuMachine(
    String name,
    Accelerator accelerator,
    int gpus,
    int vcpus,
    int memoryGb,
    Set<Obtainability> obtainability,
    SortedMap<String, MachinePrice> prices,
    SortedSet<String> unpricedRegions,
    Provenance provenance) {

  /** Every region in which it is offered. */
  public SortedSet<String> regions() {
    SortedSet<String> regions = new TreeSet<>(prices.keySet());
    regions.addAll(unpricedRegions);
    return regions;
  }

  /** How it can be had, in words. */
  public String obtainable() {
    return obtainability.stream().map(Obtainability::label).collect(Collectors.joining(", "));
  }

  /** Whether it is offered in the region. */
  public boolean isIn(String region) {
    return prices.containsKey(region) || unpricedRegions.contains(region);
  }

  /** The lowest on-demand price in regions that are allowed; empty if none is known there. */
  public Optional<MachinePrice> cheapest(Predicate<String> regions) {
    return prices.values().stream()
        .filter(price -> regions.test(price.region()))
        .min(
            Comparator.comparingDouble(MachinePrice::onDemand).thenComparing(MachinePrice::region));
  }
}
