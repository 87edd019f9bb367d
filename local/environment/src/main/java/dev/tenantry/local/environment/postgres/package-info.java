/**
 * PostgreSQL beside the control plane: unpacked once into the cache, initialised with password
 * authentication, started on loopback; or a server that PGHOST names. Creates no tables.
 */
package dev.tenantry.local.environment.postgres;
