/**
 * The VPC network of a cluster that the stack declares: subnets, the way out, private names of
 * Google's APIs, and the firewall.
 */
package dev.tenantry.network;
