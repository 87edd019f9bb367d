/**
 * The command that starts, stops and describes the local environment: a Kubernetes control plane,
 * PostgreSQL, the Pulumi tools and their providers, all under one state folder, without root and
 * without fixed ports. It deploys nothing.
 */
package dev.tenantry.local.environment;
