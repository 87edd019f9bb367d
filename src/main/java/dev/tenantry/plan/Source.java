package dev.tenantry.plan;

/** Who answered what a plan was made from. */
public enum Source {
  /** The engine, with the providers that deploy. */
  ENGINE,
  /** The engine, with test providers: no cloud or no cluster was asked. */
  TEST_PROVIDERS,
  /** Nobody: what the program declares, as if nothing existed yet. */
  OFFLINE,
  /** Nobody: what the program declares, against what it declared before. */
  COMPARED
}
