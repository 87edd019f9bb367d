/**
 * Start caches: what the JVM may prepare at build time, trained by running the unpacked image as
 * its own user.
 */
package dev.tenantry.agentimage.builder.start;
