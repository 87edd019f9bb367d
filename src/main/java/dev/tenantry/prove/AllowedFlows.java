package dev.tenantry.prove;

import dev.tenantry.config.AgentsConfig;
import dev.tenantry.config.ClusterConfig;
import dev.tenantry.config.ClusterDatabase;
import dev.tenantry.config.ModelName;
import dev.tenantry.config.NetworkConfig;
import dev.tenantry.config.ServedModel;
import dev.tenantry.config.StackConfig;
import dev.tenantry.config.TenantConfig;
import dev.tenantry.config.TenantName;
import dev.tenantry.naming.Labels;
import dev.tenantry.naming.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The table that the prover holds every stack to: who may reach whom, on which ports.
 *
 * <p>Written by hand, on purpose not derived from the generator of the policies: it is the second
 * opinion. A line added here without a policy fails as unreachable, a policy without a line as
 * open.
 */
public final class AllowedFlows {
  /** Runs an agent's conversations. */
  static final Workload ORCHESTRATOR = ofRole("orchestrator");

  /** Runs one tool. */
  static final Workload TOOL = ofRole("tool");

  /** Works through a queue. */
  static final Workload WORKER = ofRole("worker");

  /** Calls tools on behalf of code that must not. */
  static final Workload BROKER = ofRole("broker");

  /** Runs code that a model wrote. */
  static final Workload CODE_EXECUTION = ofRole("code-execution");

  /** A pod without any label, as somebody's first attempt has it. */
  static final Workload PROBE = Workload.ofTenants("unlabelled", Map.of());

  /** As CODE_EXECUTION, with the label that opens more to everybody else. */
  static final Workload CODE_WITH_IDENTITY = CODE_EXECUTION.with(Labels.IDENTITY, "true");

  /** What runs code of the platform or of the tenant's own people; without an identity. */
  static final List<Workload> PLAIN = List.of(ORCHESTRATOR, TOOL, WORKER, BROKER);

  /** The same with a Google identity. */
  static final List<Workload> WITH_IDENTITY =
      PLAIN.stream().map(one -> one.with(Labels.IDENTITY, "true")).toList();

  /** Every workload of a tenant. */
  static final List<Workload> TENANT =
      Stream.of(PLAIN, WITH_IDENTITY, List.of(CODE_EXECUTION, CODE_WITH_IDENTITY, PROBE))
          .flatMap(List::stream)
          .toList();

  static final Workload AI_GATEWAY = app("ai-gateway", "ai-gateway");
  static final Workload PGBOUNCER = app("data", "pgbouncer");
  static final Workload QDRANT = app("data", "qdrant");
  static final Workload VALKEY = app("data", "valkey");
  static final Workload NATS = app("data", "nats");
  static final Workload MIGRATOR = app("data", "tenantry-migrator");
  static final Workload PROVISIONER = app("data", "tenantry-provisioner");
  static final Workload COLLECTOR = app("observability", "collector");
  static final Workload ENVOY = app("entry", "envoy");
  static final Workload KUBE_DNS = system("kube-dns");
  static final Workload NODE_LOCAL_DNS = system("node-local-dns");

  /** Google's managed Prometheus, which scrapes model servers and what runs agents. */
  static final Workload METRICS_COLLECTOR =
      Workload.in("gmp-system", "collector", Map.of("app.kubernetes.io/name", "collector"));

  /** Whatever else runs next to the cluster's DNS. */
  static final Workload SYSTEM_PROBE = Workload.in("kube-system", "other", Map.of());

  /** A Namespace that is neither a tenant's nor the platform's. */
  static final Workload OUTSIDER = Workload.in("outsider", "any", Map.of());

  /** Every workload outside of tenants, in the order of the table. */
  static final List<Workload> SHARED =
      List.of(
          AI_GATEWAY,
          PGBOUNCER,
          QDRANT,
          VALKEY,
          NATS,
          MIGRATOR,
          PROVISIONER,
          COLLECTOR,
          ENVOY,
          KUBE_DNS,
          NODE_LOCAL_DNS,
          METRICS_COLLECTOR,
          SYSTEM_PROBE,
          OUTSIDER);

  private static final PortSet DNS = PortSet.of(Protocol.UDP, 53).or(PortSet.of(Protocol.TCP, 53));

  /** NodeLocal DNSCache's documented address on every GKE node. */
  private static final String NODE_LOCAL_ADDRESS = "169.254.20.10/32";

  /** Cloud DNS for GKE answers at the metadata server's address; port 53 only. */
  private static final String CLOUD_DNS_ADDRESS = "169.254.169.254/32";

  private AllowedFlows() {}

  /** The table of a stack. */
  public static Flows of(StackConfig stack) {
    NetworkConfig network = stack.platform().cluster().network();
    Set<ModelName> models = stack.platform().servedModels().keySet();
    List<Workload> all =
        Stream.of(
                TENANT.stream(),
                SHARED.stream(),
                models.stream().flatMap(name -> Stream.of(modelServer(name), modelPicker(name))))
            .flatMap(each -> each)
            .toList();
    Flows flows = new Flows(all, Addresses.of(network.podRange().toString()));
    insideOfATenant(flows);
    withSharedServices(flows);
    if (stack.platform().agents().filter(AgentsConfig::isDeclared).isPresent()) {
      flows.reach(List.of(METRICS_COLLECTOR), both(ORCHESTRATOR, TOOL, WORKER, BROKER), tcp(9090));
    }
    outside(flows, stack.platform().cluster().dns().serviceAddress() + "/32", network);
    if (stack.platform().database() instanceof ClusterDatabase database) {
      dataPlane(flows, database, stack.platform().cluster());
    }
    stack
        .platform()
        .servedModels()
        .forEach((name, model) -> model(flows, name, model, stack.platform().cluster()));
    stack.tenants().forEach((name, tenant) -> ownAllowList(flows, name, tenant));
    return flows;
  }

  private static void insideOfATenant(Flows flows) {
    flows
        .reach(both(ORCHESTRATOR, BROKER), both(TOOL), tcp(8443))
        .reach(both(ORCHESTRATOR), both(BROKER), tcp(8444))
        .reach(List.of(CODE_EXECUTION, CODE_WITH_IDENTITY), both(BROKER), tcp(8444));
  }

  private static void withSharedServices(Flows flows) {
    List<Workload> working = both(ORCHESTRATOR, TOOL, WORKER);
    List<Workload> trusted = both(ORCHESTRATOR, TOOL, WORKER, BROKER);
    flows
        .reach(both(ORCHESTRATOR, WORKER), List.of(AI_GATEWAY), tcp(4000))
        .reach(working, List.of(PGBOUNCER), tcp(6432))
        .reach(working, List.of(QDRANT), tcp(6333).or(tcp(6334)))
        .reach(working, List.of(VALKEY), tcp(6379))
        .reach(working, List.of(NATS), tcp(4222))
        .reach(trusted, List.of(COLLECTOR), tcp(4317).or(tcp(4318)))
        .reach(List.of(COLLECTOR), trusted, tcp(9090))
        .reach(List.of(ENVOY), both(ORCHESTRATOR), tcp(8080))
        .reach(trusted, List.of(KUBE_DNS, NODE_LOCAL_DNS), DNS);
  }

  private static void outside(Flows flows, String dnsAddress, NetworkConfig network) {
    Addresses resolvers = Addresses.of(NODE_LOCAL_ADDRESS, CLOUD_DNS_ADDRESS, dnsAddress);
    flows.send(both(ORCHESTRATOR, TOOL, WORKER, BROKER), resolvers, DNS);
    google(flows, WITH_IDENTITY, network);
  }

  /** Only where both run in the cluster; nobody calls them. */
  private static void dataPlane(Flows flows, ClusterDatabase database, ClusterConfig cluster) {
    NetworkConfig network = cluster.network();
    List<Workload> both = List.of(MIGRATOR, PROVISIONER);
    Addresses resolvers =
        Addresses.of(NODE_LOCAL_ADDRESS, CLOUD_DNS_ADDRESS, cluster.dns().serviceAddress() + "/32");
    flows
        .reach(both, List.of(KUBE_DNS, NODE_LOCAL_DNS), DNS)
        .send(both, resolvers, DNS)
        .send(both, Addresses.of(database.address() + "/32"), tcp(3307))
        .send(List.of(PROVISIONER), apiServer(network), tcp(443));
    google(flows, both, network);
  }

  /** Only the gateway and its own picker reach a model; only one that loads from a bucket sends. */
  private static void model(Flows flows, ModelName name, ServedModel model, ClusterConfig cluster) {
    NetworkConfig network = cluster.network();
    Workload server = modelServer(name);
    Workload picker = modelPicker(name);
    boolean bucket =
        switch (model.weights().from()) {
          case STREAMER, GCS_FUSE -> true;
          case HYPERDISK_ML, IMAGE -> false;
        };
    List<Workload> resolving = bucket ? List.of(server, picker) : List.of(picker);
    Addresses resolvers =
        Addresses.of(NODE_LOCAL_ADDRESS, CLOUD_DNS_ADDRESS, cluster.dns().serviceAddress() + "/32");
    flows
        .reach(List.of(AI_GATEWAY, picker, METRICS_COLLECTOR), List.of(server), tcp(8000))
        .reach(List.of(AI_GATEWAY), List.of(picker), tcp(9002))
        .reach(List.of(METRICS_COLLECTOR), List.of(picker), tcp(9090))
        .reach(resolving, List.of(KUBE_DNS, NODE_LOCAL_DNS), DNS)
        .send(resolving, resolvers, DNS)
        .send(List.of(picker), apiServer(network), tcp(443));
    if (bucket) {
      google(flows, List.of(server), network);
    }
  }

  /** A token of the metadata server, and Google's APIs. */
  private static void google(Flows flows, List<Workload> from, NetworkConfig network) {
    // As the references of GKE say it for each datapath: before or after the address is translated.
    switch (network.datapath()) {
      case V2 -> flows.send(from, Addresses.of("169.254.169.254/32"), tcp(80));
      case V1 -> flows.send(from, Addresses.of("169.254.169.252/32"), tcp(988));
    }
    switch (network.googleApis()) {
      case PRIVATE -> flows.send(from, Addresses.of("199.36.153.8/30"), tcp(443));
      case RESTRICTED -> flows.send(from, Addresses.of("199.36.153.4/30"), tcp(443));
    }
  }

  /** Its own range, and the first usable address of the Services, as Kubernetes gives it. */
  private static Addresses apiServer(NetworkConfig network) {
    String[] services = network.serviceRange().toString().split("[./]");
    int last = Integer.parseInt(services[3]) + 1;
    String address = services[0] + "." + services[1] + "." + services[2] + "." + last;
    return Addresses.of(network.controlPlaneRange().orElseThrow().toString(), address + "/32");
  }

  private static void ownAllowList(Flows flows, TenantName name, TenantConfig tenant) {
    String namespace = Names.namespace(name);
    List<Workload> working = both(ORCHESTRATOR, TOOL, WORKER);
    tenant
        .allowedHosts()
        .forEach(host -> flows.sendToHost(namespace, working, host.value(), tcp(443)));
    tenant
        .allowedRanges()
        .forEach(
            range ->
                flows.sendFrom(
                    namespace, working, Addresses.of(range.cidr().toString()), tcp(range.port())));
  }

  /** Each with and without an identity. */
  private static List<Workload> both(Workload... plain) {
    List<Workload> all = new ArrayList<>(List.of(plain));
    List.of(plain).forEach(one -> all.add(one.with(Labels.IDENTITY, "true")));
    return all;
  }

  private static PortSet tcp(int port) {
    return PortSet.of(Protocol.TCP, port);
  }

  private static Workload ofRole(String role) {
    return Workload.ofTenants(role, Map.of(Labels.ROLE, role));
  }

  private static Workload app(String namespace, String app) {
    return Workload.in(namespace, app, Map.of(Labels.APP, app));
  }

  private static Workload modelServer(ModelName name) {
    return app("inference", "model-" + name);
  }

  private static Workload modelPicker(ModelName name) {
    return app("inference", "picker-" + name);
  }

  private static Workload system(String app) {
    return Workload.in("kube-system", app, Map.of("k8s-app", app));
  }
}
