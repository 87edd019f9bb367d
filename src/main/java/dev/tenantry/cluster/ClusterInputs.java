package dev.tenantry.cluster;

import com.pulumi.core.Output;
import com.pulumi.core.annotations.Import;
import com.pulumi.gcp.container.ClusterArgs;
import com.pulumi.gcp.container.inputs.ClusterAddonsConfigArgs;
import com.pulumi.gcp.container.inputs.ClusterAuthenticatorGroupsConfigArgs;
import com.pulumi.gcp.container.inputs.ClusterBinaryAuthorizationArgs;
import com.pulumi.gcp.container.inputs.ClusterClusterAutoscalingArgs;
import com.pulumi.gcp.container.inputs.ClusterCostManagementConfigArgs;
import com.pulumi.gcp.container.inputs.ClusterDatabaseEncryptionArgs;
import com.pulumi.gcp.container.inputs.ClusterGatewayApiConfigArgs;
import com.pulumi.gcp.container.inputs.ClusterIpAllocationPolicyArgs;
import com.pulumi.gcp.container.inputs.ClusterLoggingConfigArgs;
import com.pulumi.gcp.container.inputs.ClusterMaintenancePolicyArgs;
import com.pulumi.gcp.container.inputs.ClusterMasterAuthArgs;
import com.pulumi.gcp.container.inputs.ClusterMasterAuthorizedNetworksConfigArgs;
import com.pulumi.gcp.container.inputs.ClusterMonitoringConfigArgs;
import com.pulumi.gcp.container.inputs.ClusterNetworkPolicyArgs;
import com.pulumi.gcp.container.inputs.ClusterNodeConfigArgs;
import com.pulumi.gcp.container.inputs.ClusterPrivateClusterConfigArgs;
import com.pulumi.gcp.container.inputs.ClusterReleaseChannelArgs;
import com.pulumi.gcp.container.inputs.ClusterSecurityPostureConfigArgs;
import com.pulumi.gcp.container.inputs.ClusterServiceExternalIpsConfigArgs;
import com.pulumi.gcp.container.inputs.ClusterWorkloadIdentityConfigArgs;
import com.pulumi.resources.ResourceArgs;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The inputs of a GKE cluster: those of the SDK that the project uses, and two that SDK 7.0.0 does
 * not know, the control plane's endpoints and a default of the nodes (docs/surprises.md).
 *
 * <p>The SDK's builder makes them, so that each name and type is checked by the compiler; an input
 * that is set there and not copied here would be lost, hence the test that compares the two.
 */
final class ClusterInputs extends ResourceArgs {
  @Import(name = "controlPlaneEndpointsConfig")
  private final Output<Map<String, Object>> controlPlaneEndpointsConfig;

  @Import(name = "nodePoolDefaults")
  private final Output<Map<String, Object>> nodePoolDefaults;

  @Import(name = "name")
  private Output<String> name;

  @Import(name = "project")
  private Output<String> project;

  @Import(name = "location")
  private Output<String> location;

  @Import(name = "nodeLocations")
  private Output<List<String>> nodeLocations;

  @Import(name = "deletionProtection")
  private Output<Boolean> deletionProtection;

  @Import(name = "minMasterVersion")
  private Output<String> minMasterVersion;

  @Import(name = "resourceLabels")
  private Output<Map<String, String>> resourceLabels;

  @Import(name = "network")
  private Output<String> network;

  @Import(name = "subnetwork")
  private Output<String> subnetwork;

  @Import(name = "networkingMode")
  private Output<String> networkingMode;

  @Import(name = "ipAllocationPolicy")
  private Output<ClusterIpAllocationPolicyArgs> ipAllocationPolicy;

  @Import(name = "defaultMaxPodsPerNode")
  private Output<Integer> defaultMaxPodsPerNode;

  @Import(name = "datapathProvider")
  private Output<String> datapathProvider;

  @Import(name = "enableFqdnNetworkPolicy")
  private Output<Boolean> enableFqdnNetworkPolicy;

  @Import(name = "enableIntranodeVisibility")
  private Output<Boolean> enableIntranodeVisibility;

  @Import(name = "enableL4IlbSubsetting")
  private Output<Boolean> enableL4IlbSubsetting;

  @Import(name = "serviceExternalIpsConfig")
  private Output<ClusterServiceExternalIpsConfigArgs> serviceExternalIpsConfig;

  @Import(name = "networkPolicy")
  private Output<ClusterNetworkPolicyArgs> networkPolicy;

  @Import(name = "privateClusterConfig")
  private Output<ClusterPrivateClusterConfigArgs> privateClusterConfig;

  @Import(name = "masterAuthorizedNetworksConfig")
  private Output<ClusterMasterAuthorizedNetworksConfigArgs> masterAuthorizedNetworksConfig;

  @Import(name = "workloadIdentityConfig")
  private Output<ClusterWorkloadIdentityConfigArgs> workloadIdentityConfig;

  @Import(name = "databaseEncryption")
  private Output<ClusterDatabaseEncryptionArgs> databaseEncryption;

  @Import(name = "authenticatorGroupsConfig")
  private Output<ClusterAuthenticatorGroupsConfigArgs> authenticatorGroupsConfig;

  @Import(name = "binaryAuthorization")
  private Output<ClusterBinaryAuthorizationArgs> binaryAuthorization;

  @Import(name = "securityPostureConfig")
  private Output<ClusterSecurityPostureConfigArgs> securityPostureConfig;

  @Import(name = "masterAuth")
  private Output<ClusterMasterAuthArgs> masterAuth;

  @Import(name = "enableShieldedNodes")
  private Output<Boolean> enableShieldedNodes;

  @Import(name = "enableLegacyAbac")
  private Output<Boolean> enableLegacyAbac;

  @Import(name = "enableKubernetesAlpha")
  private Output<Boolean> enableKubernetesAlpha;

  @Import(name = "allowNetAdmin")
  private Output<Boolean> allowNetAdmin;

  @Import(name = "releaseChannel")
  private Output<ClusterReleaseChannelArgs> releaseChannel;

  @Import(name = "maintenancePolicy")
  private Output<ClusterMaintenancePolicyArgs> maintenancePolicy;

  @Import(name = "loggingConfig")
  private Output<ClusterLoggingConfigArgs> loggingConfig;

  @Import(name = "monitoringConfig")
  private Output<ClusterMonitoringConfigArgs> monitoringConfig;

  @Import(name = "costManagementConfig")
  private Output<ClusterCostManagementConfigArgs> costManagementConfig;

  @Import(name = "gatewayApiConfig")
  private Output<ClusterGatewayApiConfigArgs> gatewayApiConfig;

  @Import(name = "addonsConfig")
  private Output<ClusterAddonsConfigArgs> addonsConfig;

  @Import(name = "clusterAutoscaling")
  private Output<ClusterClusterAutoscalingArgs> clusterAutoscaling;

  @Import(name = "nodeConfig")
  private Output<ClusterNodeConfigArgs> nodeConfig;

  @Import(name = "initialNodeCount")
  private Output<Integer> initialNodeCount;

  @Import(name = "removeDefaultNodePool")
  private Output<Boolean> removeDefaultNodePool;

  ClusterInputs(ClusterArgs known) {
    this.controlPlaneEndpointsConfig = Output.of(ClusterSettings.ENDPOINTS);
    this.nodePoolDefaults = Output.of(ClusterSettings.NODE_DEFAULTS);
    place(known);
    security(known);
    operations(known);
  }

  private void place(ClusterArgs known) {
    this.name = given(known.name());
    this.project = given(known.project());
    this.location = given(known.location());
    this.nodeLocations = given(known.nodeLocations());
    this.deletionProtection = given(known.deletionProtection());
    this.minMasterVersion = given(known.minMasterVersion());
    this.resourceLabels = given(known.resourceLabels());
    this.network = given(known.network());
    this.subnetwork = given(known.subnetwork());
    this.networkingMode = given(known.networkingMode());
    this.ipAllocationPolicy = given(known.ipAllocationPolicy());
    this.defaultMaxPodsPerNode = given(known.defaultMaxPodsPerNode());
    this.datapathProvider = given(known.datapathProvider());
    this.enableFqdnNetworkPolicy = given(known.enableFqdnNetworkPolicy());
    this.enableIntranodeVisibility = given(known.enableIntranodeVisibility());
    this.enableL4IlbSubsetting = given(known.enableL4IlbSubsetting());
    this.serviceExternalIpsConfig = given(known.serviceExternalIpsConfig());
    this.networkPolicy = given(known.networkPolicy());
  }

  private void security(ClusterArgs known) {
    this.privateClusterConfig = given(known.privateClusterConfig());
    this.masterAuthorizedNetworksConfig = given(known.masterAuthorizedNetworksConfig());
    this.workloadIdentityConfig = given(known.workloadIdentityConfig());
    this.databaseEncryption = given(known.databaseEncryption());
    this.authenticatorGroupsConfig = given(known.authenticatorGroupsConfig());
    this.binaryAuthorization = given(known.binaryAuthorization());
    this.securityPostureConfig = given(known.securityPostureConfig());
    this.masterAuth = given(known.masterAuth());
    this.enableShieldedNodes = given(known.enableShieldedNodes());
    this.enableLegacyAbac = given(known.enableLegacyAbac());
    this.enableKubernetesAlpha = given(known.enableKubernetesAlpha());
    this.allowNetAdmin = given(known.allowNetAdmin());
  }

  private void operations(ClusterArgs known) {
    this.releaseChannel = given(known.releaseChannel());
    this.maintenancePolicy = given(known.maintenancePolicy());
    this.loggingConfig = given(known.loggingConfig());
    this.monitoringConfig = given(known.monitoringConfig());
    this.costManagementConfig = given(known.costManagementConfig());
    this.gatewayApiConfig = given(known.gatewayApiConfig());
    this.addonsConfig = given(known.addonsConfig());
    this.clusterAutoscaling = given(known.clusterAutoscaling());
    this.nodeConfig = given(known.nodeConfig());
    this.initialNodeCount = given(known.initialNodeCount());
    this.removeDefaultNodePool = given(known.removeDefaultNodePool());
  }

  /** The SDK leaves out what is null. */
  private static <T> Output<T> given(Optional<Output<T>> input) {
    return input.orElse(null);
  }
}
