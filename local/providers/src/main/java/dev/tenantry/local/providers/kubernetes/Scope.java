package dev.tenantry.local.providers.kubernetes;

import java.util.Optional;
import java.util.Set;

/** Whether a kind lives in namespaces, also where no API server can be asked. */
enum Scope {
  NAMESPACED,
  CLUSTER,
  /** A custom kind whose definition is not there yet. */
  NOT_KNOWN;

  private static final Set<String> CLUSTER_KINDS =
      Set.of(
          "APIService",
          "CSIDriver",
          "CSINode",
          "CertificateSigningRequest",
          "ClusterRole",
          "ClusterRoleBinding",
          "ClusterTrustBundle",
          "ComponentStatus",
          "CustomResourceDefinition",
          "DeviceClass",
          "FlowSchema",
          "IPAddress",
          "IngressClass",
          "MutatingAdmissionPolicy",
          "MutatingAdmissionPolicyBinding",
          "MutatingWebhookConfiguration",
          "Namespace",
          "Node",
          "PersistentVolume",
          "PriorityClass",
          "PriorityLevelConfiguration",
          "ResourceSlice",
          "RuntimeClass",
          "ServiceCIDR",
          "StorageClass",
          "StorageVersion",
          "StorageVersionMigration",
          "ValidatingAdmissionPolicy",
          "ValidatingAdmissionPolicyBinding",
          "ValidatingWebhookConfiguration",
          "VolumeAttachment",
          "VolumeAttributesClass");

  static Scope of(TypeToken token, Optional<ApiKind> served) {
    if (served.isPresent()) {
      return served.get().namespaced() ? NAMESPACED : CLUSTER;
    }
    boolean builtIn = !token.group().contains(".") || token.group().endsWith(".k8s.io");
    if (builtIn && CLUSTER_KINDS.contains(token.kind())) {
      return CLUSTER;
    }
    return builtIn ? NAMESPACED : NOT_KNOWN;
  }
}
