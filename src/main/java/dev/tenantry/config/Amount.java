package dev.tenantry.config;

/**
 * A quantity and where it stands.
 *
 * @param path its place
 * @param quantity its value
 */
record Amount(KeyPath path, Quantity quantity) {}
