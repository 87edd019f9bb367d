/** The engine's provider protocol: property values, paths, differences, log and error details. */
package dev.tenantry.local.providers.protocol;
