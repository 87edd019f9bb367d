/**
 * The control plane's certificates: three authorities (cluster, etcd, front proxy), so that a
 * client certificate of one opens no door of another, and everything they sign. Keys are 0600.
 *
 * <p>Beside them: certificates of agents and their tools, under authorities of their own.
 */
package dev.tenantry.local.environment.pki;
