package dev.tenantry.config;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Totals of a tenant's namespace: they become its ResourceQuota.
 *
 * @param requests what all pods together may reserve
 * @param limits what all pods together may use at most
 * @param objects how many objects of a kind may exist
 */
public record QuotaConfig(
    @Key("What all pods and claims together may reserve.") RequestQuota requests,
    @Key("What all pods together may use at most.") LimitQuota limits,
    @Key("How many objects of a kind may exist.") ObjectQuota objects) {
  /** Every amount by its path below the quota, such as {@code requests.cpu}, in file order. */
  public Map<KeyPath, Quantity> amounts() {
    Map<KeyPath, Quantity> all = new LinkedHashMap<>();
    all.put(KeyPath.of("requests", "cpu"), requests.cpu());
    all.put(KeyPath.of("requests", "memory"), requests.memory());
    all.put(KeyPath.of("requests", "ephemeralStorage"), requests.ephemeralStorage());
    all.put(KeyPath.of("requests", "storage"), requests.storage());
    all.put(KeyPath.of("requests", "gpu"), Quantity.of(requests.gpu()));
    all.put(KeyPath.of("limits", "cpu"), limits.cpu());
    all.put(KeyPath.of("limits", "memory"), limits.memory());
    all.put(KeyPath.of("limits", "ephemeralStorage"), limits.ephemeralStorage());
    all.put(KeyPath.of("objects", "pods"), Quantity.of(objects.pods()));
    all.put(
        KeyPath.of("objects", "persistentVolumeClaims"),
        Quantity.of(objects.persistentVolumeClaims()));
    all.put(KeyPath.of("objects", "secrets"), Quantity.of(objects.secrets()));
    all.put(KeyPath.of("objects", "configMaps"), Quantity.of(objects.configMaps()));
    all.put(KeyPath.of("objects", "services"), Quantity.of(objects.services()));
    all.put(KeyPath.of("objects", "jobs"), Quantity.of(objects.jobs()));
    all.put(KeyPath.of("objects", "cronJobs"), Quantity.of(objects.cronJobs()));
    return all;
  }

  /** Reports requests above limits. */
  public void validate(KeyPath here, Problems out) {
    KeyPath low = here.key("requests");
    KeyPath high = here.key("limits");
    out.requireAtMost(
        Rule.QUOTA_REQUEST_ABOVE_LIMIT,
        new Amount(low.key("cpu"), requests.cpu()),
        new Amount(high.key("cpu"), limits.cpu()));
    out.requireAtMost(
        Rule.QUOTA_REQUEST_ABOVE_LIMIT,
        new Amount(low.key("memory"), requests.memory()),
        new Amount(high.key("memory"), limits.memory()));
    out.requireAtMost(
        Rule.QUOTA_REQUEST_ABOVE_LIMIT,
        new Amount(low.key("ephemeralStorage"), requests.ephemeralStorage()),
        new Amount(high.key("ephemeralStorage"), limits.ephemeralStorage()));
  }
}
