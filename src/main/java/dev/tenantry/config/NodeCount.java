package dev.tenantry.config;

/**
 * Between which numbers the autoscaler keeps the nodes of a pool.
 *
 * @param min fewest
 * @param max most
 */
public record NodeCount(
    @Key(value = "Fewest nodes.", required = true, max = 1000) int min,
    @Key(value = "Most nodes.", required = true, min = 1, max = 1000) int max) {
  /** Reports fewest above most. */
  void validate(KeyPath here, Problems out) {
    out.requireAtMost(
        Rule.NODES_ORDER,
        new Amount(here.key("min"), Quantity.of(min)),
        new Amount(here.key("max"), Quantity.of(max)));
  }
}
