/**
 * What all domains that create Kubernetes objects share: metadata, and the provider.
 *
 * <p>Small builders of SDK arguments. This package owns one resource, the provider, and no
 * Kubernetes object; it knows no domain.
 */
package dev.tenantry.kubernetes;
