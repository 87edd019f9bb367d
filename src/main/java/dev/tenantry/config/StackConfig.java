package dev.tenantry.config;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Everything declared in one folder below {@code stacks/}, with every default filled in.
 *
 * @param stack the folder's name
 * @param platform what {@code platform.yaml} says
 * @param tenants one entry per file in {@code tenants/}, sorted by name
 */
public record StackConfig(
    String stack, PlatformConfig platform, SortedMap<TenantName, TenantConfig> tenants) {
  /** Copies the map. */
  public StackConfig {
    tenants = Collections.unmodifiableSortedMap(new TreeMap<>(tenants));
  }
}
