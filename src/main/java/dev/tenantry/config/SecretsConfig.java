package dev.tenantry.config;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where tenants' secrets are kept, and how fast the cluster follows.
 *
 * @param provider the provider of a secret that names none
 * @param keys the key that encrypts each region's replicas; empty for Google's own keys
 * @param refreshMinutes how old a value in the cluster may be
 * @param vault the Vault server; empty if the stack has none
 */
public record SecretsConfig(
    @Key("Provider of the secrets that name none.") SecretProvider provider,
    @Key(
            "Cloud KMS key per region that encrypts the replicas there; none or one for each"
                + " region. The Secret Manager service agent must be allowed to use it.")
        SortedMap<Region, KmsKey> keys,
    @Key(value = "Minutes after which the cluster asks the provider again.", min = 1, max = 1440)
        int refreshMinutes,
    @Key("The Vault server; needed for secrets of provider vault.") Optional<VaultConfig> vault) {
  /** The one that needs no server. */
  public static final SecretProvider DEFAULT_PROVIDER = SecretProvider.GOOGLE;

  /** Copies the map. */
  public SecretsConfig {
    keys = Collections.unmodifiableSortedMap(new TreeMap<>(keys));
  }

  /**
   * Reports keys that do not fit the regions.
   *
   * <p>Secret Manager takes keys for all replicas or for none, each in its replica's own region.
   */
  void validate(KeyPath here, List<Region> regions, Problems out) {
    RegionKeys.validate(here.key("keys"), keys, regions, "replica", out);
  }
}
