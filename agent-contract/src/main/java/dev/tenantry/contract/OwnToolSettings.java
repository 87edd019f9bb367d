package dev.tenantry.contract;

import java.util.List;

/**
 * Settings of mode {@code tool} for an image that is not the reference's, which knows what it
 * serves.
 *
 * @param callers URIs in the client certificates of whoever may call; an empty list admits nobody
 * @param seconds that one call may take
 * @param rows that one answer may have
 */
public record OwnToolSettings(
    @Described("URIs (SAN) of client certificates that may call; empty admits nobody.")
        List<String> callers,
    @Described("Seconds that one call may take.") int seconds,
    @Described("Rows that one answer may have.") int rows) {
  /**
   * Copies the callers.
   *
   * @throws IllegalArgumentException if a number is not positive
   */
  public OwnToolSettings {
    callers = List.copyOf(callers);
    if (seconds < 1 || rows < 1) {
      throw new IllegalArgumentException("seconds and rows must be positive");
    }
  }
}
