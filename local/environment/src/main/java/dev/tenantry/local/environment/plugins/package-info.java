/**
 * Which provider plug-ins the engine uses here: one that is there, one that the CLI can install, or
 * the test provider of local/providers. Writes only into the environment's own PULUMI_HOME.
 */
package dev.tenantry.local.environment.plugins;
