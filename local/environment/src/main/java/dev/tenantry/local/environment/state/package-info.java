/**
 * The state folder of one environment: where every file of it lives, how private files are written
 * and how two commands on the same folder are kept apart. Starts nothing.
 */
package dev.tenantry.local.environment.state;
