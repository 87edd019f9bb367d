/**
 * The Cloud SQL instance that tenants share: settings, endpoint in the network, logins by IAM.
 *
 * <p>Knows nothing of what is in the databases; package {@code data} does.
 */
package dev.tenantry.database;
