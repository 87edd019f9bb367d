/** The Java runtime: which JDK of this machine it is made from, and what of it is taken. */
package dev.tenantry.agentimage.builder.runtime;
