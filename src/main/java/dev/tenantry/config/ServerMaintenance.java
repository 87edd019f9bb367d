package dev.tenantry.config;

import java.util.Optional;

/**
 * When Google may restart an instance.
 *
 * @param day day of the week, in UTC
 * @param hour hour of that day, in UTC; the window is an hour long
 * @param track among the first instances or later
 * @param freeze days without maintenance
 */
public record ServerMaintenance(
    @Key("Day of the week of the window, in UTC; default sunday.") Weekday day,
    @Key(
            value = "Hour of the day, in UTC, at which the window of one hour opens; default 2.",
            max = 23)
        int hour,
    @Key("Whether the instance is among the first that get a new version; default stable.")
        UpdateTrack track,
    @Key("Days of every year without maintenance; 90 at most.") Optional<FreezeConfig> freeze) {
  /** The day on which the fewest people work. */
  public static final Weekday DEFAULT_DAY = Weekday.SUNDAY;

  /** Night in the European Union. */
  public static final int DEFAULT_HOUR = 2;

  /** Reports what is wrong between keys. */
  void validate(KeyPath here, Problems out) {
    freeze.ifPresent(days -> days.validate(here.key("freeze"), out));
  }
}
