package dev.tenantry.config;

/**
 * Between how many pods a workload may scale.
 *
 * @param min fewest pods; 0 for a workload that may sleep
 * @param max most pods
 */
public record ReplicaRange(
    @Key(value = "Fewest pods; 0 lets a workload sleep.", max = 1000) int min,
    @Key(value = "Most pods.", max = 1000) int max) {
  /** Reports fewest above most. */
  void validate(KeyPath here, Problems out) {
    out.requireAtMost(
        Rule.REPLICAS_ORDER,
        new Amount(here.key("min"), Quantity.of(min)),
        new Amount(here.key("max"), Quantity.of(max)));
  }
}
