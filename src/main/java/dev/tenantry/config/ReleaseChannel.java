package dev.tenantry.config;

import java.util.Locale;

/** How new a Kubernetes version GKE installs by itself. */
public enum ReleaseChannel {
  /** As soon as it is there; GKE gives no promise for it. */
  RAPID,
  /** Two to three months later. */
  REGULAR,
  /** Three to four months after that. */
  STABLE;

  /** The word in the YAML files. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return label();
  }
}
