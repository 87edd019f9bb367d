package dev.tenantry.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Ceilings on every tenant's quota: {@code tenantLimits} of platform.yaml.
 *
 * @param byPath the ceiling of each path below a quota, such as {@code requests.cpu}; a path that
 *     is not here has no ceiling
 */
public record QuotaCeilings(Map<KeyPath, Quantity> byPath) {
  /** Copies the map, keeping its order. */
  public QuotaCeilings {
    byPath = Collections.unmodifiableMap(new LinkedHashMap<>(byPath));
  }

  /** Reports every amount of {@code quota} that is above its ceiling. */
  void validate(KeyPath tenant, QuotaConfig quota, Problems out) {
    Map<KeyPath, Quantity> amounts = quota.amounts();
    byPath.forEach(
        (path, ceiling) -> {
          Quantity amount = amounts.get(path);
          if (amount.compareTo(ceiling) > 0) {
            out.addInherited(
                Rule.ABOVE_TENANT_LIMIT,
                path.under(tenant.key("quota")),
                tenant.key("tier"),
                String.format("%s is more than tenantLimits.%s (%s)", amount, path, ceiling),
                String.format(
                    "lower it, or raise tenantLimits.%s in %s", path, out.platformFile()));
          }
        });
  }
}
