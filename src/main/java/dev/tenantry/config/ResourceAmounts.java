package dev.tenantry.config;

import java.util.List;

/**
 * Amounts of one container.
 *
 * @param cpu cores
 * @param memory bytes
 * @param ephemeralStorage bytes on the node's disk
 */
public record ResourceAmounts(
    @Key(value = "CPU cores.", unit = Unit.CORES) Quantity cpu,
    @Key(value = "Memory, in bytes.", unit = Unit.BYTES) Quantity memory,
    @Key(value = "Node disk, in bytes.", unit = Unit.BYTES) Quantity ephemeralStorage) {
  static final List<String> KEYS = List.of("cpu", "memory", "ephemeralStorage");

  /** Requires amounts above zero. */
  public ResourceAmounts {
    Quantity.requirePositive(cpu);
    Quantity.requirePositive(memory);
    Quantity.requirePositive(ephemeralStorage);
  }

  Quantity get(String key) {
    return switch (key) {
      case "cpu" -> cpu;
      case "memory" -> memory;
      case "ephemeralStorage" -> ephemeralStorage;
      default -> throw new IllegalArgumentException("no amount " + key);
    };
  }
}
