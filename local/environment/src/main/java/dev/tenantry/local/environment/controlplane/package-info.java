/**
 * The Kubernetes control plane on loopback: etcd, API server, controller manager and scheduler,
 * their files and flags, and when they are ready; or, instead, a context of the user's own
 * kubeconfig. Deploys nothing into it.
 */
package dev.tenantry.local.environment.controlplane;
