package dev.tenantry.config;

/**
 * When a secret is due for a new value.
 *
 * @param days days between two reminders
 * @param from the day of the first
 */
public record RotationConfig(
    @Key(value = "Days between two reminders.", required = true, min = 1, max = 3650) int days,
    @Key(
            value =
                "Day of the first reminder, in quotes: \"YYYY-MM-DD\", in the future when the"
                    + " secret is created.",
            required = true)
        RotationDate from) {
  private static final int SECONDS_PER_DAY = 86_400;

  /** The period in the notation of Google's APIs: seconds with the letter s. */
  public String period() {
    return (long) days * SECONDS_PER_DAY + "s";
  }
}
