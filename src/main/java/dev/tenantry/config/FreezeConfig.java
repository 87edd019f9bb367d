package dev.tenantry.config;

import java.util.List;

/**
 * Days of every year on which Google changes nothing of an instance.
 *
 * @param from the first day
 * @param to the last day
 */
public record FreezeConfig(
    @Key(value = "First day without maintenance, \"MM-DD\", of every year.", required = true)
        YearDay from,
    @Key(value = "Last day without maintenance, \"MM-DD\".", required = true) YearDay to) {
  /** Cloud SQL's longest, as its maintenance page states; not read again in 2026. */
  private static final int DAYS_MAX = 90;

  /** Reports days that Cloud SQL refuses. */
  void validate(KeyPath here, Problems out) {
    if (from.daysTo(to) > DAYS_MAX) {
      out.addBetween(
          Rule.FREEZE_LENGTH,
          List.of(here.key("to"), here.key("from")),
          "from " + from + " to " + to + " are " + from.daysTo(to) + " days",
          "Cloud SQL allows " + DAYS_MAX);
    }
  }
}
