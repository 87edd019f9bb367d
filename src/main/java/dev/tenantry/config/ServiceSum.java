package dev.tenantry.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;

/**
 * All Services that tenants and the platform may have, against the addresses that they need.
 *
 * <p>The range is fixed when the cluster is made. When it is full, nobody can add a Service.
 */
public final class ServiceSum {
  /**
   * Services of GKE and of the platform: about ten of GKE's own in 1.35, about fifteen of the
   * shared services, and as many again for what comes.
   */
  public static final int PLATFORM_SERVICES = 50;

  /** Kubernetes gives neither the first nor the last address to a Service. */
  private static final int NEVER_GIVEN = 2;

  /** Lists are for people: the largest of a thousand tenants are enough. */
  private static final int LINES_MAX = 10;

  private ServiceSum() {}

  /** How many Services a range has addresses for. */
  public static long servicesOf(Ipv4Range serviceRange) {
    return Math.max(0, serviceRange.addresses() - NEVER_GIVEN);
  }

  /** What is wrong with all of a stack's tenants together; empty if they fit, or without gke. */
  public static List<Problem> problems(
      PlatformConfig platform, SortedMap<TenantName, TenantConfig> tenants) {
    Ipv4Range range = platform.cluster().network().serviceRange();
    long sum = tenants.values().stream().mapToLong(ServiceSum::services).sum() + PLATFORM_SERVICES;
    if (platform.gke().isEmpty() || sum <= servicesOf(range)) {
      return List.of();
    }
    return List.of(
        new Problem(
            Rule.SERVICES_ABOVE_RANGE,
            KeyPath.of("cluster", "network", "serviceRange"),
            String.format(
                "%s has addresses for %d Services, but tenants and platform may have %d",
                range, servicesOf(range), sum),
            "lower quota.objects.services of tenants or tiers, or choose a larger range",
            details(tenants, sum)));
  }

  private static long services(TenantConfig tenant) {
    return tenant.quota().objects().services();
  }

  private static List<String> details(SortedMap<TenantName, TenantConfig> tenants, long sum) {
    List<TenantConfig> largest =
        tenants.values().stream()
            .sorted(Comparator.comparingLong(ServiceSum::services).reversed())
            .toList();
    List<String> lines = new ArrayList<>();
    lines.add(SumLine.of("the platform", PLATFORM_SERVICES));
    largest.stream()
        .limit(LINES_MAX)
        .forEach(one -> lines.add(SumLine.of(one.name().value(), services(one))));
    if (largest.size() > LINES_MAX) {
      long rest = largest.stream().skip(LINES_MAX).mapToLong(ServiceSum::services).sum();
      lines.add(SumLine.of(largest.size() - LINES_MAX + " more tenants", rest));
    }
    lines.add(SumLine.of("sum", sum));
    return lines;
  }
}
