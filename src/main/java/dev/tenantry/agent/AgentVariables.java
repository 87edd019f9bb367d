package dev.tenantry.agent;

import com.pulumi.kubernetes.core.v1.inputs.EnvVarArgs;
import com.pulumi.kubernetes.core.v1.inputs.EnvVarSourceArgs;
import com.pulumi.kubernetes.core.v1.inputs.ObjectFieldSelectorArgs;
import dev.tenantry.contract.Variable;
import dev.tenantry.kubernetes.LitestreamSidecar;
import dev.tenantry.naming.AgentNames;
import dev.tenantry.naming.DataNames;
import dev.tenantry.naming.Names;
import dev.tenantry.naming.SharedService;
import dev.tenantry.naming.TenantPort;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The environment of a container in the cluster: variables of the contract and nothing else. */
final class AgentVariables {
  /** Enough of a digest to tell two images apart. */
  private static final int VERSION_DIGITS = 12;

  /** The second of the collector's two. */
  private static final int OTLP_HTTP_PORT = SharedService.COLLECTOR.ports().get(1);

  private AgentVariables() {}

  /** In the order of the contract; a value is never a secret. */
  static List<EnvVarArgs> of(Workload workload, TenantAgentsArgs args) {
    List<EnvVarArgs> all = new ArrayList<>();
    values(workload, args)
        .forEach(
            (variable, value) ->
                all.add(EnvVarArgs.builder().name(variable.name()).value(value).build()));
    all.add(
        EnvVarArgs.builder()
            .name(Variable.POD_NAME.name())
            .valueFrom(
                EnvVarSourceArgs.builder()
                    .fieldRef(ObjectFieldSelectorArgs.builder().fieldPath("metadata.name").build())
                    .build())
            .build());
    return List.copyOf(all);
  }

  private static Map<Variable, String> values(Workload workload, TenantAgentsArgs args) {
    Map<Variable, String> all = new EnumMap<>(Variable.class);
    all.put(Variable.AGENT_MODE, workload.mode().label());
    all.put(Variable.AGENT_CONFIG_FILE, AgentFiles.SETTINGS);
    workload.port().ifPresent(port -> all.put(Variable.PORT, port.toString()));
    all.put(Variable.METRICS_PORT, Integer.toString(TenantPort.METRICS.port()));
    all.put(Variable.SHUTDOWN_SECONDS, Integer.toString(workload.shutdownSeconds()));
    all.put(Variable.TENANT_ID, args.id().toString());
    all.put(Variable.TENANT_NAME, args.tenant().name().value());
    all.put(Variable.AGENT_NAME, workload.agent().value());
    all.put(Variable.AGENT_VERSION, workload.image().digest().substring(0, VERSION_DIGITS));
    all.put(
        Variable.OTEL_EXPORTER_OTLP_ENDPOINT,
        "http://" + SharedService.COLLECTOR.host() + ":" + OTLP_HTTP_PORT);
    model(workload, all);
    database(workload, args, all);
    queue(workload, all);
    certificate(workload, all);
    return all;
  }

  private static void model(Workload workload, Map<Variable, String> all) {
    if (AgentFiles.hasModelToken(workload.mode())) {
      SharedService gateway = SharedService.AI_GATEWAY;
      all.put(
          Variable.MODEL_BASE_URL,
          "http://" + gateway.host() + ":" + gateway.ports().get(0) + "/v1");
      all.put(Variable.MODEL_TOKEN_FILE, AgentFiles.MODEL_TOKEN);
    }
  }

  private static void database(
      Workload workload, TenantAgentsArgs args, Map<Variable, String> all) {
    var data = args.tenant().data();
    switch (data.mode()) {
      case SHARED_RLS, DATABASE -> {
        SharedService pool = SharedService.PGBOUNCER;
        all.put(
            Variable.DB_URL,
            "jdbc:postgresql://"
                + pool.host()
                + ":"
                + pool.ports().get(0)
                + "/"
                + DataNames.database(args.id(), data.mode()));
        all.put(Variable.DB_USER, Names.login(args.id()));
        all.put(
            Variable.DB_PASSWORD_FILE, Names.SECRETS_FOLDER + "/" + DataNames.DATABASE_PASSWORD);
      }
      case SQLITE -> {
        if (workload.sidecar().isPresent()) {
          all.put(Variable.DB_URL, "jdbc:sqlite:" + LitestreamSidecar.FILE);
        }
      }
    }
  }

  private static void queue(Workload workload, Map<Variable, String> all) {
    if (workload.queue()) {
      SharedService queue = SharedService.NATS;
      all.put(Variable.QUEUE_URL, "nats://" + queue.host() + ":" + queue.ports().get(0));
      all.put(Variable.QUEUE_SUBJECT, AgentNames.queueSubject(workload.agent()));
      all.put(Variable.QUEUE_CREDENTIALS_FILE, AgentFiles.QUEUE_CREDENTIALS);
    }
  }

  private static void certificate(Workload workload, Map<Variable, String> all) {
    if (AgentFiles.hasCertificate(workload.mode())) {
      all.put(Variable.TLS_CERT_FILE, AgentFiles.TLS_FOLDER + "/tls.crt");
      all.put(Variable.TLS_KEY_FILE, AgentFiles.TLS_FOLDER + "/tls.key");
      all.put(Variable.TLS_CA_FILE, AgentFiles.TLS_FOLDER + "/ca.crt");
    }
  }
}
