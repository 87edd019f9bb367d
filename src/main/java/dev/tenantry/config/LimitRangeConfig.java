package dev.tenantry.config;

/**
 * Bounds of a single container and of a single claim: they become the namespace's LimitRange.
 *
 * @param container bounds and defaults of one container
 * @param persistentVolumeClaim bounds of one claim
 */
public record LimitRangeConfig(
    @Key("Bounds and defaults of one container.") ContainerLimits container,
    @Key("Bounds of one persistent volume claim.") ClaimLimits persistentVolumeClaim) {
  /** Reports what is wrong between keys, and against the quota found at {@code quotaPath}. */
  public void validate(KeyPath here, QuotaConfig quota, KeyPath quotaPath, Problems out) {
    container.validate(here.key("container"), out);
    container.validateMax(here.key("container"), quota.limits(), quotaPath.key("limits"), out);
    persistentVolumeClaim.validate(
        here.key("persistentVolumeClaim"),
        new Amount(quotaPath.key("requests").key("storage"), quota.requests().storage()),
        out);
  }
}
