package dev.tenantry.stacks;

import dev.tenantry.config.ClusterDatabase;
import dev.tenantry.config.ExclusionConfig;
import dev.tenantry.config.FreezeConfig;
import dev.tenantry.config.PlatformConfig;
import dev.tenantry.config.PoolName;
import dev.tenantry.config.ServerConfig;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The days on which a stack is left alone.
 *
 * <p>There are no windows for deployments only: on days on which Google must not change the
 * database server or the cluster, nobody deploys either.
 */
public final class FreezeWindows {
  private static final DateTimeFormatter YEAR_DAY = DateTimeFormatter.ofPattern("MM-dd");

  private FreezeWindows() {}

  /**
   * The window that a day lies in, as the key that states it and its days.
   *
   * @param day in UTC
   */
  public static Optional<String> covering(PlatformConfig platform, LocalDate day) {
    Optional<String> server =
        freeze(platform)
            .filter(window -> covers(window, day))
            .map(
                window ->
                    "database.server.maintenance.freeze: "
                        + (window.from() + " to " + window.to() + " of every year"));
    return server.or(
        () ->
            exclusions(platform).entrySet().stream()
                .filter(one -> covers(one.getValue(), day))
                .map(
                    one ->
                        "gke.maintenance.exclusions."
                            + (one.getKey() + ": from " + one.getValue().from())
                            + (" until " + one.getValue().until()))
                .findFirst());
  }

  private static Optional<FreezeConfig> freeze(PlatformConfig platform) {
    Optional<ServerConfig> server =
        platform.database() instanceof ClusterDatabase one ? one.server() : Optional.empty();
    return server.flatMap(one -> one.maintenance().freeze());
  }

  private static SortedMap<PoolName, ExclusionConfig> exclusions(PlatformConfig platform) {
    return platform.gke().map(one -> one.maintenance().exclusions()).orElseGet(TreeMap::new);
  }

  private static boolean covers(FreezeConfig window, LocalDate day) {
    String today = YEAR_DAY.format(day);
    boolean after = today.compareTo(window.from().value()) >= 0;
    boolean before = today.compareTo(window.to().value()) <= 0;
    boolean overTheTurnOfTheYear = window.from().compareTo(window.to()) > 0;
    return overTheTurnOfTheYear ? after || before : after && before;
  }

  private static boolean covers(ExclusionConfig window, LocalDate day) {
    return !day.isBefore(LocalDate.parse(window.from().value()))
        && day.isBefore(LocalDate.parse(window.until().value()));
  }
}
