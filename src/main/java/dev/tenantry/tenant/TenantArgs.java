package dev.tenantry.tenant;

import dev.tenantry.config.ClusterConfig;
import dev.tenantry.config.TenantConfig;

/**
 * What a tenant is declared from.
 *
 * @param stack the stack that owns the tenant
 * @param tenant the tenant's file, with every default filled in
 * @param cluster the facts about the cluster that its policies depend on
 */
public record TenantArgs(String stack, TenantConfig tenant, ClusterConfig cluster) {}
