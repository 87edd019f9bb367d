/**
 * What the AI gateway must know of each model, whoever answers for it.
 *
 * <p>{@link dev.tenantry.routing.RoutedModel} is a plain record of configuration and names, so that
 * the domain of the gateway needs nothing of the domain that serves models.
 */
package dev.tenantry.routing;
