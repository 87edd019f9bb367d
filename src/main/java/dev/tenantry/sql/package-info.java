/**
 * Tenants' data in PostgreSQL: migrations and their lint, tenants' logins and databases, and what
 * is done with the data of one tenant. Speaks JDBC and knows no cluster.
 *
 * <p>Start at {@code Migration}; docs/data.md explains the roles and the fence.
 */
package dev.tenantry.sql;
