package dev.tenantry.config;

import java.util.Locale;

/** Who a tenant's ServiceAccount is in Google Cloud. */
public enum IdentityMode {
  /** Itself: grants name its Workload Identity principal. Nothing to create, nothing to share. */
  DIRECT,
  /** A Google service account of its own, for APIs that refuse federated identities. */
  GOOGLE_SERVICE_ACCOUNT;

  /** The word in the YAML files. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @Override
  public String toString() {
    return label();
  }
}
