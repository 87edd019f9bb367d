package dev.tenantry.data;

import com.pulumi.core.Output;
import com.pulumi.kubernetes.networking.v1.inputs.NetworkPolicyEgressRuleArgs;
import com.pulumi.kubernetes.networking.v1.inputs.NetworkPolicySpecArgs;
import dev.tenantry.config.ClusterConfig;
import dev.tenantry.config.ClusterDatabase;
import dev.tenantry.config.Ipv4Range;
import dev.tenantry.config.NetworkConfig;
import dev.tenantry.config.PlatformConfig;
import dev.tenantry.kubernetes.Manifest;
import dev.tenantry.kubernetes.Metadata;
import dev.tenantry.kubernetes.NetworkRules;
import dev.tenantry.kubernetes.OutsideRules;
import dev.tenantry.naming.DataNames;
import dev.tenantry.naming.Labels;
import dev.tenantry.naming.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Whom the migrations and the provisioner may talk to; nobody may talk to them. */
public final class DataNetwork {
  /** The port of Cloud SQL's connectors; PostgreSQL's own stays closed. */
  private static final List<Integer> DATABASE_PORTS = List.of(3307);

  private static final List<Integer> HTTPS = List.of(OutsideRules.HTTPS_PORT);

  private DataNetwork() {}

  /** Every network policy, without an engine: what the prover needs. */
  public static List<Manifest> manifests(String stack, PlatformConfig platform) {
    List<Manifest> all = new ArrayList<>();
    policies(platform)
        .forEach(
            (name, spec) ->
                all.add(
                    new Manifest(
                        "networking.k8s.io/v1",
                        "NetworkPolicy",
                        new Metadata(name, stack, Map.of()).in(Output.of(Names.DATA_NAMESPACE)),
                        Map.of("spec", spec))));
    return all;
  }

  /** The same by name; empty if neither runs in the cluster. */
  static SortedMap<String, NetworkPolicySpecArgs> policies(PlatformConfig platform) {
    SortedMap<String, NetworkPolicySpecArgs> policies = new TreeMap<>();
    DataPlaneArgs.cluster(platform)
        .ifPresent(
            database -> {
              List<NetworkPolicyEgressRuleArgs> both = database(platform.cluster(), database);
              List<NetworkPolicyEgressRuleArgs> provisioner = new ArrayList<>(both);
              provisioner.addAll(apiServer(platform.cluster().network()));
              put(policies, DataNames.MIGRATOR, both);
              put(policies, DataNames.PROVISIONER, provisioner);
            });
    return policies;
  }

  private static void put(
      Map<String, NetworkPolicySpecArgs> policies,
      String app,
      List<NetworkPolicyEgressRuleArgs> rules) {
    policies.put(
        Names.egressTo(app), NetworkRules.egress(NetworkRules.matching(Labels.APP, app), rules));
  }

  private static List<NetworkPolicyEgressRuleArgs> database(
      ClusterConfig cluster, ClusterDatabase database) {
    return List.of(
        NetworkRules.to(NetworkRules.addresses(database.address() + "/32"), DATABASE_PORTS),
        OutsideRules.dns(cluster.dns()),
        OutsideRules.metadata(cluster.network().datapath()),
        OutsideRules.googleApis(cluster.network().googleApis()));
  }

  /** Its own addresses, and the Service before them: which of the two is judged differs. */
  private static List<NetworkPolicyEgressRuleArgs> apiServer(NetworkConfig network) {
    Ipv4Range own = network.controlPlaneRange().orElseThrow();
    return List.of(
        NetworkRules.to(NetworkRules.addresses(own.toString()), HTTPS),
        NetworkRules.to(NetworkRules.addresses(network.apiServerAddress() + "/32"), HTTPS));
  }
}
