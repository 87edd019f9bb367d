/**
 * The root file system: which packages of the distribution are in it, at which version and
 * checksum, where their files come from, and which of their files are taken.
 */
package dev.tenantry.agentimage.builder.debian;
