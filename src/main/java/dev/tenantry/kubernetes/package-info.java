/**
 * What all domains that create Kubernetes objects share: metadata, the provider, and the kinds that
 * the SDK does not know.
 *
 * <p>Small builders of SDK arguments. This package declares one resource, the provider, and no
 * Kubernetes object; it knows no domain.
 */
package dev.tenantry.kubernetes;
