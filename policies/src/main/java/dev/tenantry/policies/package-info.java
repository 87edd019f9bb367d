/**
 * Rules on the resources of a stack: what they are, and what they read.
 *
 * <p>A plain library. It knows neither the engine nor the rest of the product: the folder {@code
 * analyzer} puts it behind the engine's protocol, and unit tests call it on what a stack declares.
 */
package dev.tenantry.policies;
