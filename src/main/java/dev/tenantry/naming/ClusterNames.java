package dev.tenantry.naming;

import dev.tenantry.config.CloudConfig;
import dev.tenantry.config.NodePool;
import dev.tenantry.config.PoolName;
import dev.tenantry.config.Tier;

/**
 * Names of the cluster's resources in Google Cloud: its network, nodes and backups.
 *
 * <p>A project has one cluster, so that they need no cluster's name to be unique.
 */
public final class ClusterNames {
  /** The VPC network, and the logical name of its component. */
  public static final String NETWORK = "network";

  /** Logical name of the cluster's component. */
  public static final String CLUSTER = "gke";

  /** What the names of all resources of the network start with. */
  public static final String VPC = "tenantry";

  /** The subnet of the nodes. */
  public static final String NODE_SUBNET = "tenantry-nodes";

  /** The subnet of Private Service Connect endpoints. */
  public static final String ENDPOINT_SUBNET = "tenantry-endpoints";

  /** The secondary range of the pods. */
  public static final String POD_RANGE = "pods";

  /** The secondary range of the Services. */
  public static final String SERVICE_RANGE = "services";

  /** Id of the Google service account of all nodes. */
  public static final String NODE_ACCOUNT = "tenantry-nodes";

  /** On nodes and in nodes' pods' selectors: the ComputeClass that they belong to (GKE's label). */
  public static final String COMPUTE_CLASS = "cloud.google.com/compute-class";

  /** The taint that keeps pods without a GPU off nodes with one (GKE's). */
  public static final String GPU_TAINT = "nvidia.com/gpu";

  private ClusterNames() {}

  /** The e-mail address of all nodes' Google service account. */
  public static String nodeAccount(CloudConfig cloud) {
    return NODE_ACCOUNT + "@" + cloud.project() + ".iam.gserviceaccount.com";
  }

  /** A firewall rule, by what it is for. */
  public static String trafficRule(String what) {
    return VPC + "-" + what;
  }

  /** The private zone of a domain of Google's. */
  public static String zone(String domain) {
    return VPC + "-" + domain.replace('.', '-');
  }

  /** A pool of nodes without accelerators. */
  public static String pool(NodePool pool) {
    return pool.label();
  }

  /** A pool of nodes with accelerators, at most 24 of GKE's 40 characters. */
  public static String pool(PoolName accelerator) {
    return "gpu-" + accelerator;
  }

  /** The ComputeClass of an accelerator; what a pod selects. */
  public static String computeClass(PoolName accelerator) {
    return "gpu-" + accelerator;
  }

  /** The backups of a tier's tenants. */
  public static String backupPlan(Tier tier) {
    return "tenants-" + tier.label();
  }
}
