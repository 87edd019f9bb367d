package dev.tenantry.config;

import java.util.Locale;

/** Where the values of secrets are kept. */
public enum SecretProvider {
  /** Google Secret Manager. */
  GOOGLE,
  /** HashiCorp Vault or OpenBao, a key-value engine of version 2. */
  VAULT;

  /** The word in the YAML files. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @Override
  public String toString() {
    return label();
  }
}
