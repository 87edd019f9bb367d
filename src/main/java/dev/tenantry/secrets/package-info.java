/**
 * A tenant's secrets: where they are kept, who may read them, and how they reach its Namespace.
 *
 * <p>{@link dev.tenantry.secrets.TenantSecrets} is the component of a tenant, {@code SecretPlan}
 * says which objects it needs. Owns the entries in Secret Manager with their grants, and the
 * SecretStores and ExternalSecrets of a tenant's Namespace; {@link
 * dev.tenantry.secrets.SecretRotation} owns the topic of reminders. No value of a secret passes
 * through the program, its state or its files.
 */
package dev.tenantry.secrets;
