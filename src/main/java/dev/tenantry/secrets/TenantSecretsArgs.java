package dev.tenantry.secrets;

import com.pulumi.core.Output;
import com.pulumi.resources.Resource;
import dev.tenantry.config.PlatformConfig;
import dev.tenantry.config.TenantConfig;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What a tenant's secrets are declared from.
 *
 * @param stack the stack that owns them
 * @param tenant the tenant's file
 * @param platform where secrets are kept, and the project
 * @param namespaceName the tenant's Namespace
 * @param namespace the Namespace as a resource, on which all objects in it depend
 * @param accounts the tenant's ServiceAccounts by name
 * @param googleAccounts their Google service accounts by the same names; empty in mode direct
 * @param rotation the topic of reminders, if any secret has some
 */
public record TenantSecretsArgs(
    String stack,
    TenantConfig tenant,
    PlatformConfig platform,
    Output<String> namespaceName,
    Resource namespace,
    SortedMap<String, Resource> accounts,
    SortedMap<String, Resource> googleAccounts,
    Optional<SecretRotation> rotation) {}
