package dev.tenantry.config;

/**
 * Bounds of one persistent volume claim.
 *
 * @param min the smallest claim, in bytes
 * @param max the largest claim, in bytes
 */
public record ClaimLimits(
    @Key(value = "The smallest claim, in bytes.", unit = Unit.BYTES) Quantity min,
    @Key(value = "The largest claim, in bytes.", unit = Unit.BYTES) Quantity max) {
  /** Requires amounts above zero. */
  public ClaimLimits {
    Quantity.requirePositive(min);
    Quantity.requirePositive(max);
  }

  /** Reports bounds that are out of order, and a largest claim above the quota's storage. */
  void validate(KeyPath here, Amount storage, Problems out) {
    Amount largest = new Amount(here.key("max"), max);
    out.requireAtMost(Rule.CLAIM_ORDER, new Amount(here.key("min"), min), largest);
    out.requireAtMost(Rule.CLAIM_ABOVE_QUOTA, largest, storage);
  }
}
