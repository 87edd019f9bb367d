/**
 * What a tenant's ServiceAccounts are in Google Cloud.
 *
 * <p>In mode {@code direct} nothing is declared: Google knows every ServiceAccount by its Workload
 * Identity principal ({@code naming.WorkloadIdentity}). {@link
 * dev.tenantry.identity.TenantIdentities} declares a Google service account for each in the other
 * mode. Grants on a resource belong to the domain that owns the resource.
 */
package dev.tenantry.identity;
