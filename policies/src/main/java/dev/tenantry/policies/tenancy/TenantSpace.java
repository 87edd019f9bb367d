package dev.tenantry.policies.tenancy;

import dev.tenantry.policies.ProductNames;
import dev.tenantry.policies.Resource;
import dev.tenantry.policies.Value;

/**
 * A tenant and its Namespace.
 *
 * @param tenant the tenant's name, of the label of its Namespace
 * @param name the Namespace's name
 * @param namespace the Namespace
 */
record TenantSpace(String tenant, String name, Resource namespace) {
  /** The tenant's tier. */
  Value tier() {
    return namespace.at("metadata.labels").field(ProductNames.TIER);
  }
}
