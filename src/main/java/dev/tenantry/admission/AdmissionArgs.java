package dev.tenantry.admission;

import dev.tenantry.config.AdmissionConfig;
import dev.tenantry.config.TenantName;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What the admission policies are declared from.
 *
 * @param stack the stack that owns them
 * @param config what {@code platform.yaml} allows
 * @param tenants all tenants of the stack
 */
public record AdmissionArgs(String stack, AdmissionConfig config, SortedSet<TenantName> tenants) {
  /** Copies the set. */
  public AdmissionArgs {
    tenants = Collections.unmodifiableSortedSet(new TreeSet<>(tenants));
  }
}
