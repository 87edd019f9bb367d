/**
 * A tenant's user in Valkey or Redis: what it may do, and the connection that makes and removes it.
 */
package dev.tenantry.stores.valkey;
