package dev.tenantry.sizing;

import java.time.LocalDate;
import java.util.OptionalDouble;

/**
 * What a machine costs in a region.
 *
 * @param region such as {@code europe-west4}
 * @param onDemand US dollars per hour for the whole machine, at list price
 * @param spot the same as Spot; empty if none is known
 * @param asOf when the source said so
 */
public record MachinePrice(String region, double onDemand, OptionalDouble spot, LocalDate asOf) {
  /** Where all prices were read. */
  public static final String SOURCE =
      "karpenter-provider-gcp, pkg/providers/pricing/initial-prices.json at 373e2baa";
}
