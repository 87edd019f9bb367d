/**
 * What stands around an agent while it is judged: a model gateway, a tool, a telemetry collector
 * and a certificate authority. Each does as little as the contract needs and records what it was
 * asked.
 */
package dev.tenantry.conform.standin;
