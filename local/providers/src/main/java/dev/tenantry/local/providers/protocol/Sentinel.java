package dev.tenantry.local.providers.protocol;

/** Values of a property tree that are not data. */
public enum Sentinel {
  /** The value is computed later; only previews contain it. */
  UNKNOWN,
  /** A null inside a list. Nulls in objects are dropped when a message is read. */
  NULL
}
