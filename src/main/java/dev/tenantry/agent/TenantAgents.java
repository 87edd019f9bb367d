package dev.tenantry.agent;

import com.pulumi.kubernetes.apps.v1.Deployment;
import com.pulumi.kubernetes.apps.v1.DeploymentArgs;
import com.pulumi.kubernetes.autoscaling.v2.HorizontalPodAutoscaler;
import com.pulumi.kubernetes.autoscaling.v2.HorizontalPodAutoscalerArgs;
import com.pulumi.kubernetes.core.v1.ConfigMap;
import com.pulumi.kubernetes.core.v1.ConfigMapArgs;
import com.pulumi.kubernetes.core.v1.Service;
import com.pulumi.kubernetes.core.v1.ServiceArgs;
import com.pulumi.kubernetes.core.v1.inputs.ServicePortArgs;
import com.pulumi.kubernetes.core.v1.inputs.ServiceSpecArgs;
import com.pulumi.kubernetes.policy.v1.PodDisruptionBudget;
import com.pulumi.kubernetes.policy.v1.PodDisruptionBudgetArgs;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import dev.tenantry.config.AgentName;
import dev.tenantry.contract.Door;
import dev.tenantry.kubernetes.Certificate;
import dev.tenantry.kubernetes.CertificateIssuer;
import dev.tenantry.kubernetes.PodMonitoring;
import dev.tenantry.kubernetes.ScaledObject;
import dev.tenantry.kubernetes.TriggerAuthentication;
import dev.tenantry.naming.AgentNames;
import dev.tenantry.naming.Labels;
import dev.tenantry.naming.Names;
import dev.tenantry.naming.PodRole;
import dev.tenantry.naming.TypeTokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What runs a tenant's agents in the cluster: for each agent an orchestrator, its tools and its
 * worker, with what they read, how they scale, and who they are to each other.
 *
 * <p>Updates do not wait for pods: one tenant's image that does not start must not hold up all
 * others, and its old pods go on until the new ones are ready.
 */
public final class TenantAgents extends ComponentResource {
  private static final Map<String, String> NOT_AWAITED = Map.of("pulumi.com/skipAwait", "true");

  private final String name;
  private final TenantAgentsArgs args;
  private final AgentQueues queues;
  private final SortedMap<AgentName, AgentRoute> routes = new TreeMap<>();

  /**
   * Declares the agents.
   *
   * @param name logical name, the tenant's own
   * @param args the tenant and what its agents stand on
   * @param options must carry the cluster's provider, and the cloud's if an agent has a worker
   */
  public TenantAgents(String name, TenantAgentsArgs args, ComponentResourceOptions options) {
    super(TypeTokens.TENANT_AGENTS, name, options);
    this.name = name;
    this.args = args;
    this.queues = new AgentQueues(this, name, args);
    monitoring();
    Resource authority = authority();
    AgentWorkloads workloads = new AgentWorkloads(args);
    args.tenant().agents().keySet().forEach(agent -> agent(agent, workloads.of(agent), authority));
    registerOutputs(Map.of());
  }

  /** Where users' requests for each agent go. */
  public SortedMap<AgentName, AgentRoute> routes() {
    return new TreeMap<>(routes);
  }

  /** One for all pods: whose they are and what they do is in their labels, never in their words. */
  private void monitoring() {
    new PodMonitoring(
        Names.child(name, AgentNames.MONITORING),
        args.metadata(AgentNames.MONITORING).in(args.namespaceName()),
        new PodMonitoring.Spec(
            Map.of("matchExpressions", List.of(Map.of("key", Labels.AGENT, "operator", "Exists"))),
            List.of(
                Map.of(
                    "port",
                    AgentPod.METRICS_PORT,
                    "path",
                    Door.METRICS,
                    "interval",
                    "30s",
                    "metricRelabeling",
                    List.of(Map.of("action", "labeldrop", "regex", "tenant.*")))),
            List.of(Labels.AGENT, Labels.ROLE, Labels.TOOL)),
        after(List.of()));
  }

  /** An issuer that signs itself, the authority's certificate, and the issuer that uses it. */
  private Resource authority() {
    Resource root =
        new CertificateIssuer(
            Names.child(name, AgentNames.SELF_SIGNED),
            args.metadata(AgentNames.SELF_SIGNED).in(args.namespaceName()),
            AgentCertificates.selfSigned(),
            after(List.of()));
    Resource certificate =
        new Certificate(
            Names.child(name, AgentNames.AUTHORITY),
            args.metadata(AgentNames.AUTHORITY).in(args.namespaceName()),
            AgentCertificates.authority(args),
            after(List.of(root)));
    return new CertificateIssuer(
        Names.child(name, AgentNames.AUTHORITY),
        args.metadata(AgentNames.AUTHORITY).in(args.namespaceName()),
        AgentCertificates.issuer(),
        after(List.of(certificate)));
  }

  private void agent(AgentName agent, List<Workload> workloads, Resource authority) {
    Resource settings = settings(agent, workloads);
    for (Workload workload : workloads) {
      List<Resource> before = new ArrayList<>(List.of(settings));
      before.add(args.accounts().get(workload.account()));
      if (AgentFiles.hasCertificate(workload.mode())) {
        before.add(certificate(workload, authority));
      }
      before.addAll(queues.of(workload));
      scaling(workload, deployment(workload, before));
      if (Replicas.hasBudget(workload)) {
        budget(workload);
      }
      workload.port().ifPresent(port -> service(workload, port));
    }
    routes.put(
        agent, AgentRoute.of(args.platform().admission().domain(), args.tenant().name(), agent));
  }

  /** One for all parts of an agent; each of its pods mounts its own file alone. */
  private Resource settings(AgentName agent, List<Workload> workloads) {
    Map<String, String> files = new TreeMap<>();
    workloads.forEach(one -> files.put(one.settingsKey(), one.settings()));
    String object = AgentNames.orchestrator(agent);
    return new ConfigMap(
        Names.child(name, object),
        ConfigMapArgs.builder()
            .metadata(args.metadata(object).in(args.namespaceName()))
            .data(files)
            .build(),
        after(List.of()));
  }

  private Resource certificate(Workload workload, Resource authority) {
    String object = AgentNames.certificate(workload.account());
    return new Certificate(
        Names.child(name, object),
        args.metadata(object).in(args.namespaceName()),
        AgentCertificates.of(workload, args),
        after(List.of(authority)));
  }

  private Resource deployment(Workload workload, List<Resource> before) {
    return new Deployment(
        workload.logicalName(name),
        DeploymentArgs.builder()
            .metadata(args.metadata(workload.name()).in(args.namespaceName(), NOT_AWAITED))
            .spec(Replicas.deployment(workload, args))
            .build(),
        after(before));
  }

  private void scaling(Workload workload, Resource deployment) {
    int concurrent = args.tenant().agents().get(workload.agent()).turns().concurrent();
    switch (Replicas.of(workload)) {
      case FIXED -> {}
      case AUTOSCALED ->
          new HorizontalPodAutoscaler(
              workload.logicalName(name),
              HorizontalPodAutoscalerArgs.builder()
                  .metadata(args.metadata(workload.name()).in(args.namespaceName()))
                  .spec(Scaling.autoscaler(workload, args.shared().scaling(), concurrent))
                  .build(),
              after(List.of(deployment)));
      case BY_KEDA -> byKeda(workload, deployment, concurrent);
    }
  }

  private void byKeda(Workload workload, Resource deployment, int concurrent) {
    boolean queue = workload.role() == PodRole.WORKER;
    Resource asWhom =
        new TriggerAuthentication(
            workload.logicalName(name),
            args.metadata(workload.name()).in(args.namespaceName()),
            queue
                ? TriggerAuthentication.Spec.parameter(
                    "account", AgentNames.queueSecret(workload.agent()), AgentNames.QUEUE_ACCOUNT)
                : new TriggerAuthentication.Spec(Map.of("provider", "gcp")),
            after(List.of()));
    new ScaledObject(
        workload.logicalName(name),
        args.metadata(workload.name()).in(args.namespaceName()),
        queue
            ? Scaling.byQueue(workload)
            : Scaling.bySessions(
                workload,
                concurrent,
                Names.namespace(args.tenant().name()),
                args.platform().cloud().project()),
        after(List.of(deployment, asWhom)));
  }

  private void budget(Workload workload) {
    new PodDisruptionBudget(
        workload.logicalName(name),
        PodDisruptionBudgetArgs.builder()
            .metadata(args.metadata(workload.name()).in(args.namespaceName()))
            .spec(Replicas.budget(workload))
            .build(),
        after(List.of()));
  }

  private void service(Workload workload, int port) {
    new Service(
        workload.logicalName(name),
        ServiceArgs.builder()
            .metadata(args.metadata(workload.name()).in(args.namespaceName(), NOT_AWAITED))
            .spec(
                ServiceSpecArgs.builder()
                    .type("ClusterIP")
                    .selector(workload.selector())
                    .ports(
                        ServicePortArgs.builder()
                            .name(AgentPod.APP_PORT)
                            .port(port)
                            .targetPort(port)
                            .protocol("TCP")
                            .build())
                    .build())
            .build(),
        after(List.of()));
  }

  private CustomResourceOptions after(List<Resource> more) {
    List<Resource> before = new ArrayList<>(List.of(args.namespace()));
    before.addAll(more);
    return CustomResourceOptions.builder().parent(this).dependsOn(before).build();
  }
}
