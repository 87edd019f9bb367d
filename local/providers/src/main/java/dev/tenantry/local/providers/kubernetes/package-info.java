/** The kubernetes test provider: server-side apply to a real API server. */
package dev.tenantry.local.providers.kubernetes;
