package dev.tenantry.cloud;

import dev.tenantry.config.TenantConfig;
import dev.tenantry.naming.Labels;
import java.util.Map;
import java.util.TreeMap;

/** Labels of Google Cloud resources, in Google's spelling. */
public final class CloudLabels {
  private CloudLabels() {}

  /** Whose a resource is: tenant, tier, cost centre, ring, stack. */
  public static Map<String, String> of(TenantConfig tenant, String stack) {
    Map<String, String> labels = new TreeMap<>();
    put(labels, Labels.TENANT_ID, tenant.name().value());
    put(labels, Labels.TIER, tenant.tier().label());
    put(labels, Labels.COST_CENTRE, tenant.costCentre().value());
    put(labels, Labels.RING, tenant.ring().label());
    labels.putAll(ofPlatform(stack));
    return labels;
  }

  /** Of what tenants share: the stack alone. */
  public static Map<String, String> ofPlatform(String stack) {
    Map<String, String> labels = new TreeMap<>();
    put(labels, "stack", stack);
    put(labels, "managed-by", Labels.MANAGED_BY_TENANTRY);
    return labels;
  }

  private static void put(Map<String, String> labels, String key, String value) {
    labels.put(Labels.cloud(key), Labels.cloud(value));
  }
}
