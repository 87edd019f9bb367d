/**
 * Kinds that Kubernetes itself does not have: fetches their definitions and gives them to the
 * embedded API server.
 */
package dev.tenantry.local.environment.kinds;
