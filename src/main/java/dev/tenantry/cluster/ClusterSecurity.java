package dev.tenantry.cluster;

import com.pulumi.gcp.container.ClusterArgs;
import com.pulumi.gcp.container.inputs.ClusterAuthenticatorGroupsConfigArgs;
import com.pulumi.gcp.container.inputs.ClusterBinaryAuthorizationArgs;
import com.pulumi.gcp.container.inputs.ClusterDatabaseEncryptionArgs;
import com.pulumi.gcp.container.inputs.ClusterMasterAuthArgs;
import com.pulumi.gcp.container.inputs.ClusterMasterAuthClientCertificateConfigArgs;
import com.pulumi.gcp.container.inputs.ClusterSecurityPostureConfigArgs;
import com.pulumi.gcp.container.inputs.ClusterWorkloadIdentityConfigArgs;

/** Who the cluster lets in and what it lets run; docs/hardening.md says why each is there. */
final class ClusterSecurity {
  private final DeclaredClusterArgs args;

  ClusterSecurity(DeclaredClusterArgs args) {
    this.args = args;
  }

  /** Adds the settings. */
  void on(ClusterArgs.Builder cluster) {
    cluster
        .workloadIdentityConfig(
            ClusterWorkloadIdentityConfigArgs.builder()
                .workloadPool(args.project() + ".svc.id.goog")
                .build())
        .databaseEncryption(
            ClusterDatabaseEncryptionArgs.builder()
                .state("ENCRYPTED")
                .keyName(args.gke().key().value())
                .build())
        .authenticatorGroupsConfig(
            ClusterAuthenticatorGroupsConfigArgs.builder()
                .securityGroup(args.gke().securityGroup().value())
                .build())
        .binaryAuthorization(
            ClusterBinaryAuthorizationArgs.builder()
                .evaluationMode("PROJECT_SINGLETON_POLICY_ENFORCE")
                .build())
        .securityPostureConfig(
            ClusterSecurityPostureConfigArgs.builder()
                .mode("BASIC")
                .vulnerabilityMode("VULNERABILITY_BASIC")
                .build())
        .masterAuth(
            ClusterMasterAuthArgs.builder()
                .clientCertificateConfig(
                    ClusterMasterAuthClientCertificateConfigArgs.builder()
                        .issueClientCertificate(false)
                        .build())
                .build())
        .enableShieldedNodes(true)
        .enableLegacyAbac(false)
        .enableKubernetesAlpha(false)
        .allowNetAdmin(false);
  }
}
