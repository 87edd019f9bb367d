/**
 * Agents as processes of one machine: which of a stack's agents, with which environment, files and
 * certificates. The local environment starts what {@link
 * dev.tenantry.demonstration.DemonstrationPlan} says; on GKE the same agents are Deployments.
 */
package dev.tenantry.demonstration;
