/**
 * What runs a tenant's agents: orchestrators, tools and workers, from the tenant's file alone.
 *
 * <p>{@link dev.tenantry.settings.AgentSettings} says what each of them is told. {@link
 * dev.tenantry.agent.TenantAgents} declares the objects: {@code Workload} is one Deployment as the
 * domain sees it, {@code AgentPod} its pod, {@code Replicas} how many of them there are.
 */
package dev.tenantry.agent;
