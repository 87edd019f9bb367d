/**
 * One agent's SQLite file: its schema, and what is done with all of it: export, restore, erase.
 * Knows neither the cluster nor the sidecar that copies the file to a bucket.
 *
 * <p>Start at {@code AgentStore}; docs/data.md says where the file lies.
 */
package dev.tenantry.sqlite;
