package dev.tenantry.cluster;

import com.pulumi.core.Output;
import com.pulumi.gcp.container.ClusterArgs;
import com.pulumi.gcp.container.NodePoolArgs;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import dev.tenantry.config.NodePool;
import dev.tenantry.naming.ClusterNames;
import dev.tenantry.naming.Names;
import dev.tenantry.naming.TypeTokens;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A private, regional GKE cluster with its nodes and the backups of what tenants keep in it. */
public final class DeclaredCluster extends ComponentResource {
  private final String name;
  private final DeclaredClusterArgs args;
  private final ClusterResource cluster;
  private final Map<NodePool, Resource> pools = new EnumMap<>(NodePool.class);

  /**
   * Declares the cluster.
   *
   * @param name logical name
   * @param options must carry the cloud's provider
   */
  public DeclaredCluster(String name, DeclaredClusterArgs args, ComponentResourceOptions options) {
    super(TypeTokens.CLUSTER, name, options);
    this.name = name;
    this.args = args;
    this.cluster = cluster(new NodeIdentity(name, args, this).declare());
    NodeSettings settings = new NodeSettings(args);
    args.gke()
        .nodePools()
        .forEach((pool, config) -> pools.put(pool, pool(pool.label(), settings.of(pool, config))));
    args.gke()
        .accelerators()
        .forEach(
            (one, config) ->
                config
                    .declaredRung()
                    .ifPresent(
                        rung -> pool(ClusterNames.pool(one), settings.of(one, config, rung))));
    backups();
    registerOutputs(Map.of());
  }

  /** How to reach the cluster; holds no secret. */
  public Output<String> kubeconfig() {
    String context = args.platform().cluster().context().value();
    return cluster.dnsEndpoint().applyValue(server -> new Kubeconfig(context, server).text());
  }

  /** What the cluster's objects wait for: without nodes not even GKE's own webhooks answer. */
  public List<Resource> ready() {
    return List.of(pools.get(NodePool.SYSTEM));
  }

  private ClusterResource cluster(List<Resource> before) {
    List<Resource> ready = new ArrayList<>(before);
    ready.addAll(args.networkReady());
    ClusterArgs known = new ClusterSettings(args).known();
    return new ClusterResource(
        Names.child(name, "cluster"),
        new ClusterInputs(known),
        CustomResourceOptions.builder()
            .parent(this)
            .dependsOn(ready)
            .protect(args.isKept())
            // Both are of the pool that is removed as soon as the cluster is there.
            .ignoreChanges("nodeConfig", "initialNodeCount")
            .build());
  }

  private Resource pool(String pool, NodePoolArgs settings) {
    return new NodePoolResource(
        Names.child(name, "pool-" + pool),
        settings,
        CustomResourceOptions.builder()
            .parent(this)
            .dependsOn(cluster)
            // The autoscaler owns the number; GKE would replace the pool for another first one.
            .ignoreChanges("initialNodeCount")
            .build());
  }

  private void backups() {
    args.gke()
        .backup()
        .tiers()
        .forEach(
            (tier, retention) ->
                new TierBackups(
                    Names.child(name, "backup-" + tier.label()),
                    tier,
                    retention,
                    args,
                    CustomResourceOptions.builder().parent(this).dependsOn(cluster).build()));
  }
}
