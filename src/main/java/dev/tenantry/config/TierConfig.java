package dev.tenantry.config;

/**
 * What every tenant of a tier gets unless its own file says otherwise.
 *
 * @param quota the namespace's totals
 * @param limitRange bounds of one container and one claim
 * @param workloads how large each kind of workload may get
 * @param data where tenants' data lies
 */
public record TierConfig(
    @Key("Totals of the tenant's namespace.") QuotaConfig quota,
    @Key("Bounds and defaults of one container and of one volume claim.")
        LimitRangeConfig limitRange,
    @Key("How large each kind of workload may get.") WorkloadsConfig workloads,
    @Key("Where tenants' data lies.") DataConfig data) {
  /** Reports what is wrong between keys. */
  public void validate(KeyPath here, Problems out) {
    quota.validate(here.key("quota"), out);
    limitRange.validate(here.key("limitRange"), quota, here.key("quota"), out);
    workloads.validate(here.key("workloads"), limitRange, here.key("limitRange"), out);
  }
}
