package dev.tenantry.config;

/**
 * What is kept of an instance, and where.
 *
 * @param count daily backups that are kept
 * @param logDays days that any moment can be restored of
 * @param hour hour of the day, in UTC, at which the daily backup starts
 * @param location where the backups lie
 */
public record ServerBackups(
    @Key(value = "Daily backups that are kept; default 30.", min = 1, max = 365) int count,
    @Key(
            value = "Days back to which the instance can be restored to any moment; default 7.",
            min = 1,
            max = 7)
        int logDays,
    @Key(value = "Hour of the day, in UTC, at which the daily backup starts; default 0.", max = 23)
        int hour,
    @Key("Region of the backups; by default the instance's own.") Region location) {
  /** A month: longer than it takes to notice that something is missing. */
  public static final int DEFAULT_COUNT = 30;

  /** The most of edition Enterprise. */
  public static final int DEFAULT_LOG_DAYS = 7;

  /** Before {@link ServerMaintenance#DEFAULT_HOUR}. */
  public static final int DEFAULT_HOUR = 0;
}
