package dev.tenantry.cluster;

import com.pulumi.core.Output;
import com.pulumi.core.annotations.Export;
import com.pulumi.core.annotations.ResourceType;
import com.pulumi.resources.CustomResource;
import com.pulumi.resources.CustomResourceOptions;
import java.util.Map;

/**
 * A GKE cluster.
 *
 * <p>The project's own class, because SDK 7.0.0 does not know the control plane's endpoints
 * (docs/surprises.md). It reads back only what the program needs: the SDK's own class would fail on
 * each output whose type the newer plug-in changed.
 */
@ResourceType(type = ClusterResource.TYPE)
final class ClusterResource extends CustomResource {
  static final String TYPE = "gcp:container/cluster:Cluster";

  @Export(
      name = "controlPlaneEndpointsConfig",
      refs = {Map.class, String.class, Object.class},
      tree = "[0,1,2]")
  private Output<Map<String, Object>> endpoints;

  ClusterResource(String name, ClusterInputs inputs, CustomResourceOptions options) {
    super(TYPE, name, inputs, options);
  }

  /**
   * The name under which the API server is reached from everywhere, and IAM decides by whom.
   *
   * @throws IllegalStateException once there is a cluster without one
   */
  Output<String> dnsEndpoint() {
    return endpoints.applyValue(ClusterResource::dnsEndpoint);
  }

  private static String dnsEndpoint(Map<String, Object> endpoints) {
    if (endpoints.get("dnsEndpointConfig") instanceof Map<?, ?> dns
        && dns.get("endpoint") instanceof String endpoint) {
      return endpoint;
    }
    throw new IllegalStateException("the cluster has no DNS endpoint: " + endpoints);
  }
}
