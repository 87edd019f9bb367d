/**
 * What a human declares: one platform file and one file per tenant in each stack.
 *
 * <p>The records here hold a configuration with every default filled in; each checks its own shape,
 * and its {@code validate} method what must hold between keys. {@link
 * dev.tenantry.config.loading.ConfigLoader} reads the files. Nothing here creates a resource, reads
 * an environment variable or knows Pulumi.
 */
package dev.tenantry.config;
