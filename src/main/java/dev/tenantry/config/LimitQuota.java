package dev.tenantry.config;

/**
 * What all pods of a tenant together may use at most.
 *
 * @param cpu cores
 * @param memory bytes
 * @param ephemeralStorage bytes on the nodes' disks
 */
public record LimitQuota(
    @Key(value = "CPU cores that all pods may use.", unit = Unit.CORES) Quantity cpu,
    @Key(value = "Memory that all pods may use, in bytes.", unit = Unit.BYTES) Quantity memory,
    @Key(value = "Node disk that all pods may use, in bytes.", unit = Unit.BYTES)
        Quantity ephemeralStorage) {
  /** Requires amounts above zero. */
  public LimitQuota {
    Quantity.requirePositive(cpu);
    Quantity.requirePositive(memory);
    Quantity.requirePositive(ephemeralStorage);
  }
}
