package dev.tenantry.config;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/**
 * All connections that tenants and the platform may hold at one moment.
 *
 * <p>PostgreSQL refuses whoever comes after the last one, be it the tenant that took none before.
 */
public final class ConnectionSum {
  private static final KeyPath MOST = KeyPath.of("database", "maxConnections");

  /** Lists are for people: the largest of a thousand tenants are enough. */
  private static final int LINES_MAX = 10;

  private ConnectionSum() {}

  /** Reports a tenant that may hold more than the platform lets one tenant hold. */
  static void validateOne(KeyPath tenant, int connections, DatabaseConfig database, Problems out) {
    if (connections > database.tenantConnectionsMax()) {
      out.addBetween(
          Rule.CONNECTIONS_ABOVE_TENANT_LIMIT,
          List.of(tenant.key("data").key("connections"), tenant.key("tier")),
          connections
              + " connections are more than database.tenantConnectionsMax ("
              + database.tenantConnectionsMax()
              + ")",
          "lower data.connections, or raise database.tenantConnectionsMax in "
              + out.platformFile());
    }
  }

  /** What is wrong with all of a stack's tenants together; empty if they fit. */
  public static List<Problem> problems(
      DatabaseConfig database, SortedMap<TenantName, TenantConfig> tenants) {
    long ofTenants =
        tenants.values().stream().mapToLong(one -> one.data().postgresConnections()).sum();
    long sum = ofTenants + database.platformConnections();
    if (sum <= database.maxConnections()) {
      return List.of();
    }
    return List.of(
        new Problem(
            Rule.CONNECTIONS_ABOVE_DATABASE,
            MOST,
            String.format(
                "tenants and platform may need %d connections, but the database has %d",
                sum, database.maxConnections()),
            "lower data.connections of tenants or tiers, or get a larger instance and raise"
                + " database.maxConnections",
            details(database, tenants, sum)));
  }

  private static List<String> details(
      DatabaseConfig database, SortedMap<TenantName, TenantConfig> tenants, long sum) {
    List<TenantConfig> largest =
        tenants.values().stream()
            .filter(one -> one.data().postgresConnections() > 0)
            .sorted((a, b) -> b.data().postgresConnections() - a.data().postgresConnections())
            .toList();
    List<String> lines = new ArrayList<>();
    lines.add(SumLine.of("the platform", database.platformConnections()));
    largest.stream()
        .limit(LINES_MAX)
        .forEach(
            one -> lines.add(SumLine.of(one.name().value(), one.data().postgresConnections())));
    if (largest.size() > LINES_MAX) {
      long rest =
          largest.stream().skip(LINES_MAX).mapToLong(one -> one.data().postgresConnections()).sum();
      lines.add(SumLine.of(largest.size() - LINES_MAX + " more tenants", rest));
    }
    lines.add(SumLine.of("sum", sum));
    return lines;
  }
}
