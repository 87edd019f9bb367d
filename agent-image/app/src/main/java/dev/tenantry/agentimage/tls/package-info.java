/** Who this container is to the others, and who they are: certificates that may change. */
package dev.tenantry.agentimage.tls;
