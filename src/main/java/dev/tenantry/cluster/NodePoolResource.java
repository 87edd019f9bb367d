package dev.tenantry.cluster;

import com.pulumi.core.annotations.ResourceType;
import com.pulumi.gcp.container.NodePoolArgs;
import com.pulumi.resources.CustomResource;
import com.pulumi.resources.CustomResourceOptions;

/**
 * A pool of nodes. The project's own class for the reason of {@link ClusterResource}: the plug-in
 * is newer than the SDK, and nothing of a pool is read back.
 */
@ResourceType(type = NodePoolResource.TYPE)
final class NodePoolResource extends CustomResource {
  static final String TYPE = "gcp:container/nodePool:NodePool";

  NodePoolResource(String name, NodePoolArgs inputs, CustomResourceOptions options) {
    super(TYPE, name, inputs, options);
  }
}
