package dev.tenantry.config;

import java.util.Locale;
import java.util.Optional;

/**
 * What nodes without accelerators are for. Every cluster has each, since a tenant of any tier may
 * come at any time, and a pool of which nobody needs a node may have none.
 */
public enum NodePool {
  /** GKE's own pods and the platform's; the only nodes without a taint. */
  SYSTEM(Optional.empty(), false),
  /** Tenants of tier standard. */
  STANDARD(Optional.of(Tier.STANDARD), false),
  /** Code that a model wrote for a tenant of tier standard: it runs in gVisor only. */
  STANDARD_CODE(Optional.of(Tier.STANDARD), true),
  /** Tenants of tier isolated, whose pods all run in gVisor. */
  ISOLATED(Optional.of(Tier.ISOLATED), true),
  /** Tenants of tier premium. */
  PREMIUM(Optional.of(Tier.PREMIUM), false),
  /** Code that a model wrote for a tenant of tier premium. */
  PREMIUM_CODE(Optional.of(Tier.PREMIUM), true);

  private final Optional<Tier> tier;
  private final boolean sandboxed;

  NodePool(Optional<Tier> tier, boolean sandboxed) {
    this.tier = tier;
    this.sandboxed = sandboxed;
  }

  /** Whose pods may run there; empty for the platform's. */
  public Optional<Tier> tier() {
    return tier;
  }

  /** Whether its nodes run pods in gVisor, and no others. */
  public boolean isSandboxed() {
    return sandboxed;
  }

  /** The word in the YAML files, and the pool's name. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @Override
  public String toString() {
    return label();
  }
}
