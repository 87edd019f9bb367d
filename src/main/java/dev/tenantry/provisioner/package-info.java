/**
 * The process that makes tenants' logins and databases what their {@code TenantDatabase} objects
 * say.
 *
 * <p>The deployer declares the objects and never sees the database or a password; this process is
 * beside the database, holds its credential, and writes each password where only its tenant reads
 * it. {@code TenantReconciler} is what it does, {@code Controller} when.
 */
package dev.tenantry.provisioner;
