/**
 * The Namespaces of the services that tenants share, closed like a tenant's.
 *
 * <p>{@link dev.tenantry.shared.SharedNamespace} is the component; {@code SharedPolicies} says what
 * its network policies hold. Owns Namespace and NetworkPolicy of a shared Namespace and the fields
 * of its default ServiceAccount; the services themselves are not its subject.
 */
package dev.tenantry.shared;
