package dev.tenantry.config;

/**
 * What all pods and claims of a tenant together may reserve.
 *
 * @param cpu cores
 * @param memory bytes
 * @param ephemeralStorage bytes on the nodes' disks
 * @param storage bytes of all persistent volume claims
 * @param gpu accelerators
 */
public record RequestQuota(
    @Key(value = "CPU cores that all pods may request.", unit = Unit.CORES) Quantity cpu,
    @Key(value = "Memory that all pods may request, in bytes.", unit = Unit.BYTES) Quantity memory,
    @Key(value = "Node disk that all pods may request, in bytes.", unit = Unit.BYTES)
        Quantity ephemeralStorage,
    @Key(value = "Size of all persistent volume claims, in bytes.", unit = Unit.BYTES)
        Quantity storage,
    @Key("Accelerators that all pods may request.") int gpu) {
  /** Requires amounts above zero. */
  public RequestQuota {
    Quantity.requirePositive(cpu);
    Quantity.requirePositive(memory);
    Quantity.requirePositive(ephemeralStorage);
    Quantity.requirePositive(storage);
  }
}
