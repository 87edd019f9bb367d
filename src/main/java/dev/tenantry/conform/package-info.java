/**
 * Judges whether a process, or what answers at an address, keeps the contract of an agent.
 *
 * <p>{@link dev.tenantry.conform.Rule} is the contract, rule by rule; docs/agent-contract.md is
 * made from it. {@link dev.tenantry.conform.Conformance} judges and returns a {@link
 * dev.tenantry.conform.Report}. It knows {@code contract} and the JDK, and nothing else of this
 * program: a judge that shares code with what it judges shares its mistakes.
 */
package dev.tenantry.conform;
