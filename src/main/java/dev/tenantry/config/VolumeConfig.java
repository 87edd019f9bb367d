package dev.tenantry.config;

/**
 * The volume of one agent's SQLite file.
 *
 * @param size its size, in bytes
 * @param storageClass what makes it
 */
public record VolumeConfig(
    @Key(value = "Size of each agent's volume, in bytes.", unit = Unit.BYTES) Quantity size,
    @Key("StorageClass of the volumes, one of the platform's admission.storageClasses.")
        LabelValue storageClass) {
  /** Requires a size above zero. */
  public VolumeConfig {
    Quantity.requirePositive(size);
  }
}
