package dev.tenantry.config;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * When GKE may upgrade and repair the cluster.
 *
 * @param startHour hour of the day in UTC
 * @param hours length of the window
 * @param days days of the week on which a window starts
 * @param exclusions times without upgrades, by name
 */
public record MaintenanceConfig(
    @Key(value = "Hour of the day, in UTC, at which the window opens.", max = 23) int startHour,
    @Key(value = "Length of the window in hours.", min = 4, max = 24) int hours,
    @Key("Days on which the window opens.") List<Weekday> days,
    @Key("Times without upgrades of a minor version or of nodes, by name; three at most.")
        SortedMap<PoolName, ExclusionConfig> exclusions) {
  /** GKE needs 48 hours in every 32 days; four weeks have four of each weekday. */
  private static final int HOURS_NEEDED = 48;

  private static final int WEEKS = 4;

  /** GKE's limit for exclusions of this scope. */
  private static final int EXCLUSIONS_MAX = 3;

  /** Copies the collections. */
  public MaintenanceConfig {
    days = List.copyOf(days);
    exclusions = Collections.unmodifiableSortedMap(new TreeMap<>(exclusions));
  }

  /** Reports windows and exclusions that GKE refuses. */
  void validate(KeyPath here, Problems out) {
    int open = hours * days.size() * WEEKS;
    if (open < HOURS_NEEDED) {
      out.addBetween(
          Rule.MAINTENANCE_WINDOW,
          List.of(here.key("days"), here.key("hours")),
          "the window is open for "
              + open
              + " hours in four weeks; GKE needs "
              + HOURS_NEEDED
              + " hours in 32 days",
          "add days or hours");
    }
    if (exclusions.size() > EXCLUSIONS_MAX) {
      out.add(
          Rule.MAINTENANCE_WINDOW,
          here.key("exclusions"),
          exclusions.size() + " exclusions; GKE allows " + EXCLUSIONS_MAX,
          "remove those that are over");
    }
    exclusions.forEach((name, one) -> one.validate(here.key("exclusions").key(name + ""), out));
  }
}
