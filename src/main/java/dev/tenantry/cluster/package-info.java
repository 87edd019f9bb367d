/**
 * The GKE cluster that the stack declares: control plane, nodes, ways to get accelerators, backups.
 */
package dev.tenantry.cluster;
