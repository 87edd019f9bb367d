package dev.tenantry.config;

import java.util.Collections;
import java.util.EnumSet;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Backups of what the cluster holds: objects and volumes of each tier's tenants.
 *
 * @param hour hour of the day in UTC at which they start
 * @param tiers how long each tier's are kept
 */
public record BackupConfig(
    @Key(value = "Hour of the day, in UTC, at which backups start.", max = 23) int hour,
    @Key("How long the backups of each tier's tenants are kept.")
        SortedMap<Tier, BackupRetention> tiers) {
  /** Copies the map and requires all tiers. */
  public BackupConfig {
    if (!tiers.keySet().equals(EnumSet.allOf(Tier.class))) {
      throw new IllegalArgumentException("backup must hold every tier, but has " + tiers.keySet());
    }
    tiers = Collections.unmodifiableSortedMap(new TreeMap<>(tiers));
  }

  /** Reports what is wrong between keys. */
  void validate(KeyPath here, Problems out) {
    tiers.forEach((tier, one) -> one.validate(here.key("tiers").key(tier.label()), out));
  }
}
