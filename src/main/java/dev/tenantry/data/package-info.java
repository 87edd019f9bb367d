/**
 * Tenants' data: who makes and removes it, and what each tenant has of it.
 *
 * <p>{@link dev.tenantry.data.DataPlane} owns the kind TenantDatabase and, on a cluster, the
 * migrations and the provisioner with their rights and network policies. {@link
 * dev.tenantry.data.TenantData} is the component of a tenant: its TenantDatabase with the
 * credential in Secret Manager, or the volumes and buckets of its SQLite files. No password passes
 * through the program, its state or its files.
 */
package dev.tenantry.data;
