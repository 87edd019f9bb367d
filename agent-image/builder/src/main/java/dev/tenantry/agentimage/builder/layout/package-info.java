/**
 * The image itself: layers and configuration, the OCI layout that holds them, and its unpacking.
 */
package dev.tenantry.agentimage.builder.layout;
