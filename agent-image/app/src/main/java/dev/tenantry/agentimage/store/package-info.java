/**
 * What an agent keeps: conversations, turns with their steps, tool calls, what it decided.
 *
 * <p>In PostgreSQL the login is the tenant and row-level security is the wall; no statement here
 * names a tenant. In SQLite the file is the agent's own.
 */
package dev.tenantry.agentimage.store;
