/**
 * One tenant: its Namespace and what closes it.
 *
 * <p>{@link dev.tenantry.tenant.Tenant} is the component; {@code Limits}, {@code Isolation} (with
 * {@code OutsideFlows}, {@code SharedFlows} and {@code OwnFlows}), {@code Access} and {@code Roles}
 * say what the objects hold, without creating any. Owns Namespace, ResourceQuota, LimitRange,
 * NetworkPolicy, FQDNNetworkPolicy, ServiceAccount, Role and RoleBinding of a tenant; creates
 * nothing outside of that Namespace and nothing in the cloud.
 */
package dev.tenantry.tenant;
