/** Rules on objects of Kubernetes. */
package dev.tenantry.policies.kubernetes;
