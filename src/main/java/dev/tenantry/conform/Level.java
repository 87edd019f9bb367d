package dev.tenantry.conform;

/** How binding a rule is, in the words of RFC 2119. */
public enum Level {
  /** Who breaks it is no agent of this platform. */
  MUST,
  /** Who breaks it should know why. */
  SHOULD
}
