package dev.tenantry.config;

/**
 * A time without upgrades.
 *
 * @param from its first day
 * @param until the day after its last
 */
public record ExclusionConfig(
    @Key(value = "First day, from midnight UTC, in quotes.", required = true) RotationDate from,
    @Key(value = "Day at whose midnight, UTC, it ends, in quotes.", required = true)
        RotationDate until) {
  /** Reports an end that is not after the start. */
  void validate(KeyPath here, Problems out) {
    if (from.compareTo(until) >= 0) {
      out.add(
          Rule.EXCLUSION_ORDER,
          here.key("until"),
          until + " is not after " + from,
          "write the day after the last one without upgrades");
    }
  }
}
