/**
 * Proves who can reach whom: network policies as sets, against a table of declared flows.
 *
 * <p>{@link dev.tenantry.prove.AllowedFlows} is the table. {@link dev.tenantry.prove.PolicyReader}
 * reads the objects, {@link dev.tenantry.prove.Reachability} evaluates them exactly, {@link
 * dev.tenantry.prove.Prover} compares both and returns a {@link dev.tenantry.prove.Proof}. Objects
 * come in as maps: the package knows neither the Pulumi SDK nor who wrote them.
 */
package dev.tenantry.prove;
