/**
 * The contract between the platform and an agent's image: environment, files, ports, paths.
 *
 * <p>The program that declares workloads, the reference image, {@code tenantry conform} and
 * docs/agent-contract.md all read it here. It needs nothing but the JDK.
 */
package dev.tenantry.contract;
