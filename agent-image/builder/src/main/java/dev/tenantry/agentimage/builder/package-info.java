/**
 * Builds the image of an agent, from an application folder to a tar in OCI layout: what a caller
 * asks for, the order of the steps, and what comes out. Needs no daemon and no root.
 */
package dev.tenantry.agentimage.builder;
