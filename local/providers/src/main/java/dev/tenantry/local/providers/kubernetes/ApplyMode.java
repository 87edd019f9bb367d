package dev.tenantry.local.providers.kubernetes;

/**
 * How an object is applied.
 *
 * @param manager who owns the fields from then on
 * @param force whether fields are taken from other managers
 * @param dryRun whether nothing is stored
 */
record ApplyMode(String manager, boolean force, boolean dryRun) {
  ApplyMode asDryRun() {
    return new ApplyMode(manager, force, true);
  }

  ApplyMode forced() {
    return new ApplyMode(manager, true, dryRun);
  }
}
