/**
 * Test providers for the Pulumi engine: small programs that speak the engine's own provider
 * protocol, used where the real plug-ins cannot be had and in tests.
 */
package dev.tenantry.local.providers;
