/** Mode {@code worker}: tasks from the tenant's queue, each done once, whatever dies when. */
package dev.tenantry.agentimage.worker;
