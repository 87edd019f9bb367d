package dev.tenantry.tenant;

import dev.tenantry.config.ClusterConfig;
import dev.tenantry.config.PlatformConfig;
import dev.tenantry.config.TenantConfig;
import dev.tenantry.naming.WorkloadIdentity;
import java.util.Map;

/**
 * What a tenant is declared from.
 *
 * @param stack the stack that owns the tenant
 * @param tenant the tenant's file, with every default filled in
 * @param platform the facts that its objects depend on
 */
public record TenantArgs(String stack, TenantConfig tenant, PlatformConfig platform) {
  ClusterConfig cluster() {
    return platform.cluster();
  }

  /** What a ServiceAccount says of its identity in the cloud. */
  Map<String, String> annotations(String account) {
    return switch (platform.identity().mode()) {
      case DIRECT -> Map.of();
      case GOOGLE_SERVICE_ACCOUNT ->
          Map.of(
              WorkloadIdentity.ANNOTATION,
              WorkloadIdentity.of(platform.cloud(), tenant.name(), account).email());
    };
  }
}
