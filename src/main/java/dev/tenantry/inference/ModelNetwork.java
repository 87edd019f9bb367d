package dev.tenantry.inference;

import com.pulumi.core.Output;
import com.pulumi.kubernetes.meta.v1.inputs.LabelSelectorArgs;
import com.pulumi.kubernetes.networking.v1.inputs.NetworkPolicyEgressRuleArgs;
import com.pulumi.kubernetes.networking.v1.inputs.NetworkPolicyPeerArgs;
import com.pulumi.kubernetes.networking.v1.inputs.NetworkPolicySpecArgs;
import dev.tenantry.config.ClusterConfig;
import dev.tenantry.config.ModelName;
import dev.tenantry.config.NetworkConfig;
import dev.tenantry.config.PlatformConfig;
import dev.tenantry.config.ServedModel;
import dev.tenantry.kubernetes.Manifest;
import dev.tenantry.kubernetes.Metadata;
import dev.tenantry.kubernetes.NetworkRules;
import dev.tenantry.kubernetes.OutsideRules;
import dev.tenantry.naming.Labels;
import dev.tenantry.naming.ModelNames;
import dev.tenantry.naming.Names;
import dev.tenantry.naming.SharedService;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Who may talk to one model: the AI gateway and its own endpoint picker; for metrics Google's
 * collector. Never a tenant.
 */
public final class ModelNetwork {
  private static final List<Integer> SERVER = List.of(ModelNames.SERVER_PORT);
  private static final List<Integer> PICKER = List.of(ModelNames.PICKER_PORT);
  private static final List<Integer> PICKER_METRICS = List.of(ModelNames.PICKER_METRICS_PORT);
  private static final List<Integer> HTTPS = List.of(OutsideRules.HTTPS_PORT);

  private ModelNetwork() {}

  /** A policy, and the Namespace that it is in. */
  record Named(String namespace, String name, NetworkPolicySpecArgs spec) {}

  /** Every network policy of every model, without an engine: what the prover needs. */
  public static List<Manifest> manifests(String stack, PlatformConfig platform) {
    List<Manifest> all = new ArrayList<>();
    platform
        .servedModels()
        .forEach(
            (name, model) ->
                policies(name, model, platform.cluster())
                    .forEach(
                        policy ->
                            all.add(
                                new Manifest(
                                    "networking.k8s.io/v1",
                                    "NetworkPolicy",
                                    new Metadata(policy.name(), stack, Map.of())
                                        .in(Output.of(policy.namespace())),
                                    Map.of("spec", policy.spec())))));
    return all;
  }

  static List<Named> policies(ModelName name, ServedModel model, ClusterConfig cluster) {
    String server = ModelNames.server(name);
    String picker = ModelNames.picker(name);
    NetworkPolicyPeerArgs gateway = NetworkRules.podsOf(SharedService.AI_GATEWAY);
    List<Named> all = new ArrayList<>();
    all.add(
        own(
            Names.ingressTo(server),
            NetworkRules.ingress(
                app(server),
                List.of(gateway, own(picker), NetworkRules.googleMetricsCollector()),
                SERVER)));
    all.add(
        own(Names.egressTo(server), NetworkRules.egress(app(server), toGoogle(model, cluster))));
    all.add(own(Names.ingressTo(picker), NetworkRules.ingress(app(picker), gateway, PICKER)));
    all.add(
        own(
            Names.ingressTo(picker) + "-metrics",
            NetworkRules.ingress(
                app(picker), NetworkRules.googleMetricsCollector(), PICKER_METRICS)));
    all.add(
        own(Names.egressTo(picker), NetworkRules.egress(app(picker), ofPicker(server, cluster))));
    all.add(
        new Named(
            Names.AI_GATEWAY_NAMESPACE,
            Names.egressTo(server),
            NetworkRules.egress(
                NetworkRules.selector(SharedService.AI_GATEWAY),
                List.of(
                    NetworkRules.to(podsOf(server), SERVER),
                    NetworkRules.to(podsOf(picker), PICKER)))));
    return all;
  }

  /** Weights come from a bucket, with a token of the metadata server; from elsewhere nothing. */
  private static List<NetworkPolicyEgressRuleArgs> toGoogle(
      ServedModel model, ClusterConfig cluster) {
    if (model.weights().source().isEmpty()) {
      return List.of();
    }
    return List.of(
        OutsideRules.dns(cluster.dns()),
        OutsideRules.metadata(cluster.network().datapath()),
        OutsideRules.googleApis(cluster.network().googleApis()));
  }

  private static List<NetworkPolicyEgressRuleArgs> ofPicker(String server, ClusterConfig cluster) {
    NetworkConfig network = cluster.network();
    // Its own addresses, and the Service before them: which of the two is judged differs.
    return List.of(
        NetworkRules.to(own(server), SERVER),
        OutsideRules.dns(cluster.dns()),
        NetworkRules.to(
            NetworkRules.addresses(network.controlPlaneRange().orElseThrow().toString()), HTTPS),
        NetworkRules.to(NetworkRules.addresses(network.apiServerAddress() + "/32"), HTTPS));
  }

  private static Named own(String name, NetworkPolicySpecArgs spec) {
    return new Named(Names.INFERENCE_NAMESPACE, name, spec);
  }

  private static NetworkPolicyPeerArgs own(String app) {
    return NetworkRules.ownPods(app(app));
  }

  private static NetworkPolicyPeerArgs podsOf(String app) {
    return NetworkRules.podsIn(Names.INFERENCE_NAMESPACE, app(app));
  }

  private static LabelSelectorArgs app(String app) {
    return NetworkRules.matching(Labels.APP, app);
  }
}
