/**
 * The kinds of stores in which tenants' data lies, and below it one package for each that gives a
 * tenant its access to one outside of PostgreSQL.
 *
 * <p>Knows neither the Pulumi SDK nor PostgreSQL. Every {@link dev.tenantry.stores.StoreKind} has a
 * two-tenant test, or the build fails: docs/stores.md.
 */
package dev.tenantry.stores;
