package dev.tenantry.config;

/**
 * How much of one limit of Kubernetes or Google Cloud a stack may need.
 *
 * @param kind which limit
 * @param used the most that the stack's files allow, in the kind's own unit
 * @param limit the limit
 */
public record Ceiling(CeilingKind kind, long used, long limit) {
  /** From here on advice is given: a quota takes days to be raised, a cell longer. */
  private static final int NEAR_PERCENT = 80;

  /** Used of the limit in percent, rounded up. */
  public long percent() {
    return (used * 100 + limit - 1) / limit;
  }

  /** Whether the stack must not be applied. */
  public boolean isExceeded() {
    return used > limit;
  }

  /** Whether somebody should act before the next tenants come. */
  public boolean isNear() {
    return used * 100 >= limit * NEAR_PERCENT;
  }
}
