package dev.tenantry.config;

/**
 * How many objects of a kind a tenant may have.
 *
 * @param pods pods that have not ended
 * @param persistentVolumeClaims persistent volume claims
 * @param secrets secrets
 * @param configMaps config maps
 * @param services services
 * @param jobs jobs, ended ones included
 * @param cronJobs cron jobs, suspended ones included
 */
public record ObjectQuota(
    @Key(value = "Pods that have not ended.", min = 1) int pods,
    @Key("Persistent volume claims.") int persistentVolumeClaims,
    @Key("Secrets.") int secrets,
    @Key("ConfigMaps.") int configMaps,
    @Key("Services.") int services,
    @Key("Jobs, ended ones included.") int jobs,
    @Key("CronJobs, suspended ones included.") int cronJobs) {}
