package dev.tenantry.naming;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A service that tenants share: where it lives, and which of their pods call it on which ports.
 *
 * <p>Both ends of a connection are generated from here: the tenant's egress and the service's
 * ingress cannot disagree.
 */
public enum SharedService {
  /** The only way to a model: LiteLLM, which keeps the budgets. */
  AI_GATEWAY(
      Names.AI_GATEWAY_NAMESPACE,
      "ai-gateway",
      List.of(PodRole.ORCHESTRATOR, PodRole.WORKER),
      List.of(4000)),
  /** Takes traces, metrics and logs over OTLP (gRPC, HTTP), and scrapes metrics. */
  COLLECTOR(Names.OBSERVABILITY_NAMESPACE, "collector", PodRole.TRUSTED, List.of(4317, 4318)),
  /** The tenants' door: calls agents, is called by none. */
  ENVOY(Names.ENTRY_NAMESPACE, "envoy", List.of(), List.of()),
  /** Connections to PostgreSQL. */
  PGBOUNCER(Names.DATA_NAMESPACE, "pgbouncer", PodRole.WORKING, List.of(6432)),
  /** Vectors, over HTTP and gRPC. */
  QDRANT(Names.DATA_NAMESPACE, "qdrant", PodRole.WORKING, List.of(6333, 6334)),
  /** Cache and short-lived state. */
  VALKEY(Names.DATA_NAMESPACE, "valkey", PodRole.WORKING, List.of(6379)),
  /** Queues. */
  NATS(Names.DATA_NAMESPACE, "nats", PodRole.WORKING, List.of(4222));

  private final String namespace;
  private final String app;
  private final List<PodRole> callers;
  private final List<Integer> ports;

  SharedService(String namespace, String app, List<PodRole> callers, List<Integer> ports) {
    this.namespace = namespace;
    this.app = app;
    this.callers = callers;
    this.ports = ports;
  }

  /** The services of a Namespace, in the order of their declaration. */
  public static List<SharedService> in(String namespace) {
    return Arrays.stream(values()).filter(one -> one.namespace.equals(namespace)).toList();
  }

  /**
   * The Namespaces of all services, each once, and that of the model servers, which no tenant
   * calls.
   */
  public static List<String> namespaces() {
    return Stream.concat(
            Arrays.stream(values()).map(SharedService::namespace),
            Stream.of(Names.INFERENCE_NAMESPACE))
        .distinct()
        .toList();
  }

  /** The Namespace that it lives in. */
  public String namespace() {
    return namespace;
  }

  /** Value of the label {@link Labels#APP} of its pods. */
  public String app() {
    return app;
  }

  /** Where its Service answers, inside of the cluster. */
  public String host() {
    return app + "." + namespace + ".svc";
  }

  /** The tenants' pods that call it; empty if none does. */
  public List<PodRole> callers() {
    return callers;
  }

  /** The TCP ports on which tenants' pods call it. */
  public List<Integer> ports() {
    return ports;
  }
}
