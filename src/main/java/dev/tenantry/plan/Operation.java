package dev.tenantry.plan;

/** What happens to a resource, the most dangerous first. */
public enum Operation {
  /** Deleted and made anew, in whichever order; what it held is gone. */
  REPLACED,
  DELETED,
  CHANGED,
  CREATED,
  UNCHANGED
}
