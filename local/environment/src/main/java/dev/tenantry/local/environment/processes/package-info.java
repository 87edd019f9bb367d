/**
 * Processes that outlive this command: starting them detached, finding them again by pid and start
 * time, stopping exactly them, and the ports they listen on. Knows nothing of what they are.
 */
package dev.tenantry.local.environment.processes;
