/** Calls of other services that may fail: who is asked, how often again, and when not at all. */
package dev.tenantry.agentimage.resilience;
