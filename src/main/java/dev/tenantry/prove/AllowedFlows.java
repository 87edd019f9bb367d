package dev.tenantry.prove;

import dev.tenantry.config.ClusterConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

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

  /** Runs code that a model wrote. */
  static final Workload CODE_EXECUTION = ofRole("code-execution");

  /** A pod without any label, as somebody's first attempt has it. */
  static final Workload PROBE = Workload.ofTenants("unlabelled", Map.of());

  /** Every workload of a tenant. */
  static final List<Workload> TENANT = List.of(ORCHESTRATOR, TOOL, WORKER, CODE_EXECUTION, PROBE);

  static final Workload KUBE_DNS = system("kube-dns");
  static final Workload NODE_LOCAL_DNS = system("node-local-dns");

  /** Whatever else runs next to the cluster's DNS. */
  static final Workload SYSTEM_PROBE = Workload.in("kube-system", "other", Map.of());

  /** A Namespace that is neither a tenant's nor the platform's. */
  static final Workload OUTSIDER = Workload.in("outsider", "any", Map.of());

  /** Every workload outside of tenants, in the order of the table. */
  static final List<Workload> SHARED = List.of(KUBE_DNS, NODE_LOCAL_DNS, SYSTEM_PROBE, OUTSIDER);

  private static final PortSet DNS = PortSet.of(Protocol.UDP, 53).or(PortSet.of(Protocol.TCP, 53));

  /** NodeLocal DNSCache's documented address on every GKE node. */
  private static final String NODE_LOCAL_ADDRESS = "169.254.20.10/32";

  /** Cloud DNS for GKE answers at the metadata server's address; port 53 only. */
  private static final String CLOUD_DNS_ADDRESS = "169.254.169.254/32";

  /** The label that a policy tells workloads apart by. */
  private static final String ROLE = "role";

  private AllowedFlows() {}

  /**
   * The table of a stack.
   *
   * @param cluster for the addresses that differ between clusters
   */
  public static Flows of(ClusterConfig cluster) {
    Addresses resolvers =
        Addresses.of(NODE_LOCAL_ADDRESS, CLOUD_DNS_ADDRESS, cluster.dns().serviceAddress() + "/32");
    return new Flows(workloads(), podRange())
        .reach(TENANT, List.of(KUBE_DNS, NODE_LOCAL_DNS), DNS)
        .send(TENANT, resolvers, DNS);
  }

  /** No file says it yet. Until then blocks reach no pod here; the exact addresses still count. */
  private static Addresses podRange() {
    return Addresses.NONE;
  }

  private static List<Workload> workloads() {
    List<Workload> all = new ArrayList<>(TENANT);
    all.addAll(SHARED);
    return all;
  }

  private static Workload ofRole(String role) {
    return Workload.ofTenants(role, Map.of(ROLE, role));
  }

  private static Workload system(String app) {
    return Workload.in("kube-system", app, Map.of("k8s-app", app));
  }
}
