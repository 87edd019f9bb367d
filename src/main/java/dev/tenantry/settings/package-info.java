/**
 * What each part of a tenant's agents is told, from the files alone.
 *
 * <p>Records of the contract, and the JSON files that containers and local processes read. Knows
 * configuration, names and the contract; declares nothing.
 */
package dev.tenantry.settings;
