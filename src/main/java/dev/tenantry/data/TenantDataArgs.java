package dev.tenantry.data;

import com.pulumi.core.Output;
import com.pulumi.resources.Resource;
import dev.tenantry.config.PlatformConfig;
import dev.tenantry.config.TenantConfig;
import dev.tenantry.naming.Names;
import dev.tenantry.naming.TenantId;
import java.util.List;
import java.util.SortedMap;

/**
 * What a tenant's data is declared from.
 *
 * @param stack the stack that owns it
 * @param tenant the tenant's file
 * @param platform the database and the project
 * @param namespaceName the tenant's Namespace
 * @param namespace the Namespace as a resource, on which all objects in it depend
 * @param accounts the tenant's ServiceAccounts by name
 * @param googleAccounts their Google service accounts by the same names; empty in mode direct
 * @param dataPlane what a TenantDatabase waits for: its Namespace, its kind, its provisioner
 */
public record TenantDataArgs(
    String stack,
    TenantConfig tenant,
    PlatformConfig platform,
    Output<String> namespaceName,
    Resource namespace,
    SortedMap<String, Resource> accounts,
    SortedMap<String, Resource> googleAccounts,
    List<Resource> dataPlane) {
  /** Copies the list. */
  public TenantDataArgs {
    dataPlane = List.copyOf(dataPlane);
  }

  TenantId id() {
    return TenantId.of(Names.environment(stack), tenant.name());
  }

  String project() {
    return platform.cloud().project().value();
  }
}
