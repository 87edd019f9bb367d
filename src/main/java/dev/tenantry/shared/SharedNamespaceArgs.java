package dev.tenantry.shared;

import dev.tenantry.config.KubernetesVersion;

/**
 * What a shared Namespace is declared from.
 *
 * @param stack the stack that owns it
 * @param namespace its physical name
 * @param kubernetesVersion the version of the Pod Security Standards to enforce
 */
public record SharedNamespaceArgs(
    String stack, String namespace, KubernetesVersion kubernetesVersion) {}
