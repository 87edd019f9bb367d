package dev.tenantry.config;

/**
 * A word that chooses one of several shapes of a mapping: a constant of the enum that a sealed type
 * of the configuration returns from its method with a {@link Key}.
 */
public interface Variant {
  /** The record that holds the mapping's other keys. */
  Class<? extends Record> type();
}
