package dev.tenantry.inference;

import com.pulumi.core.Output;
import com.pulumi.gcp.storage.BucketIAMMember;
import com.pulumi.gcp.storage.BucketIAMMemberArgs;
import com.pulumi.kubernetes.apps.v1.Deployment;
import com.pulumi.kubernetes.apps.v1.DeploymentArgs;
import com.pulumi.kubernetes.core.v1.ConfigMap;
import com.pulumi.kubernetes.core.v1.ConfigMapArgs;
import com.pulumi.kubernetes.core.v1.Service;
import com.pulumi.kubernetes.core.v1.ServiceAccount;
import com.pulumi.kubernetes.core.v1.ServiceAccountArgs;
import com.pulumi.kubernetes.core.v1.ServiceArgs;
import com.pulumi.kubernetes.core.v1.inputs.ServicePortArgs;
import com.pulumi.kubernetes.core.v1.inputs.ServiceSpecArgs;
import com.pulumi.kubernetes.meta.v1.inputs.LabelSelectorArgs;
import com.pulumi.kubernetes.meta.v1.inputs.ObjectMetaArgs;
import com.pulumi.kubernetes.networking.v1.NetworkPolicy;
import com.pulumi.kubernetes.networking.v1.NetworkPolicyArgs;
import com.pulumi.kubernetes.policy.v1.PodDisruptionBudget;
import com.pulumi.kubernetes.policy.v1.PodDisruptionBudgetArgs;
import com.pulumi.kubernetes.policy.v1.inputs.PodDisruptionBudgetSpecArgs;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import dev.tenantry.config.BucketName;
import dev.tenantry.kubernetes.InferenceObjective;
import dev.tenantry.kubernetes.InferencePool;
import dev.tenantry.kubernetes.Metadata;
import dev.tenantry.kubernetes.PodMonitoring;
import dev.tenantry.kubernetes.ScaledObject;
import dev.tenantry.kubernetes.TriggerAuthentication;
import dev.tenantry.naming.Labels;
import dev.tenantry.naming.ModelNames;
import dev.tenantry.naming.Names;
import dev.tenantry.naming.TypeTokens;
import dev.tenantry.naming.WorkloadIdentity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One model on GPUs of the cluster: identity, network, server, endpoint picker, pool and scaling.
 *
 * <p>Everything of it is below this component and named after the model, so that switching one
 * model between served and managed touches nothing else.
 */
public final class Model extends ComponentResource {
  private static final String OBJECT_VIEWER = "roles/storage.objectViewer";

  private final String name;
  private final ModelArgs args;
  private final String server;
  private final String picker;

  /**
   * Declares a model.
   *
   * @param name logical name
   * @param args the model and what it waits for
   * @param options must carry the cluster's provider, and the cloud's if a bucket holds the weights
   */
  public Model(String name, ModelArgs args, ComponentResourceOptions options) {
    super(TypeTokens.SERVED_MODEL, name, options);
    this.name = name;
    this.args = args;
    this.server = ModelNames.server(args.model());
    this.picker = ModelNames.picker(args.model());
    List<Resource> ready = new ArrayList<>(policies());
    ready.addAll(identity());
    Resource deployment = server(ready);
    service("server", server, ModelNames.SERVER_PORT, "http");
    disruptionBudget("server", server);
    monitoring("server", server, ServerCommand.of(args.model(), args.config()).metrics(), "http");
    scaling(deployment);
    picker(ready);
    pool();
    if (args.config().buffer() > 0) {
      buffer();
    }
    registerOutputs(Map.of());
  }

  private List<Resource> policies() {
    List<Resource> all = new ArrayList<>();
    for (ModelNetwork.Named policy :
        ModelNetwork.policies(args.model(), args.config(), args.platform().cluster())) {
      String logical = policy.namespace().equals(Names.INFERENCE_NAMESPACE) ? "" : "gateway-";
      all.add(
          new NetworkPolicy(
              Names.child(name, logical + policy.name()),
              NetworkPolicyArgs.builder()
                  .metadata(metadata(policy.name()).in(Output.of(policy.namespace())))
                  .spec(policy.spec())
                  .build(),
              after(List.of())));
    }
    return all;
  }

  /** Who the server is; it may read its weights and nothing else. */
  private List<Resource> identity() {
    List<Resource> all = new ArrayList<>();
    all.add(serviceAccount("server", server));
    args.config().weights().source().ifPresent(bucket -> all.add(mayRead(bucket)));
    return all;
  }

  private Resource serviceAccount(String role, String account) {
    return new ServiceAccount(
        Names.child(name, role + "-account"),
        ServiceAccountArgs.builder()
            .metadata(in(account))
            .automountServiceAccountToken(false)
            .build(),
        after(List.of()));
  }

  private Resource mayRead(BucketName bucket) {
    var identity = new WorkloadIdentity(args.platform().cloud(), Names.INFERENCE_NAMESPACE, server);
    return new BucketIAMMember(
        Names.child(name, "weights"),
        BucketIAMMemberArgs.builder()
            .bucket(bucket.value())
            .role(OBJECT_VIEWER)
            .member(identity.principal())
            .build(),
        CustomResourceOptions.builder().parent(this).build());
  }

  private Resource server(List<Resource> before) {
    return new Deployment(
        Names.child(name, "server"),
        DeploymentArgs.builder()
            .metadata(Deployments.awaited(metadata(server), args.config()))
            .spec(Deployments.server(args.model(), args.config(), args.placement()))
            .build(),
        after(before));
  }

  private void service(String role, String app, int port, String portName) {
    new Service(
        Names.child(name, role + "-service"),
        ServiceArgs.builder()
            .metadata(Deployments.notAwaited(metadata(app)))
            .spec(
                ServiceSpecArgs.builder()
                    .type("ClusterIP")
                    .selector(Map.of(Labels.APP, app))
                    .ports(
                        ServicePortArgs.builder()
                            .name(portName)
                            .port(port)
                            .targetPort(port)
                            .protocol("TCP")
                            .build())
                    .build())
            .build(),
        after(List.of()));
  }

  /** A server that hangs in its start must not keep its node from being drained. */
  private void disruptionBudget(String role, String app) {
    new PodDisruptionBudget(
        Names.child(name, role + "-budget"),
        PodDisruptionBudgetArgs.builder()
            .metadata(in(app))
            .spec(
                PodDisruptionBudgetSpecArgs.builder()
                    .maxUnavailable(1)
                    .unhealthyPodEvictionPolicy("AlwaysAllow")
                    .selector(selector(app))
                    .build())
            .build(),
        after(List.of()));
  }

  private void monitoring(String role, String app, String path, String port) {
    new PodMonitoring(
        Names.child(name, role + "-monitoring"),
        in(app),
        new PodMonitoring.Spec(
            Map.of("matchLabels", Map.of(Labels.APP, app)),
            List.of(Map.of("port", port, "path", path, "interval", "15s"))),
        after(List.of()));
  }

  /** KEDA asks as itself: its own identity needs roles/monitoring.viewer of the project. */
  private void scaling(Resource deployment) {
    Resource asWhom =
        new TriggerAuthentication(
            Names.child(name, "scaling"),
            in(server),
            new TriggerAuthentication.Spec(Map.of("provider", "gcp")),
            after(List.of()));
    new ScaledObject(
        Names.child(name, "scaling"),
        in(server),
        ModelScaling.of(args.model(), args.config(), args.platform().cloud().project()),
        after(List.of(deployment, asWhom)));
  }

  private void picker(List<Resource> before) {
    List<Resource> all = new ArrayList<>(before);
    all.add(serviceAccount("picker", picker));
    all.add(
        PickerRights.declare(Names.child(name, "picker"), picker, in(picker), after(List.of())));
    String config = PickerConfig.of(args.config());
    all.add(
        new ConfigMap(
            Names.child(name, "picker-config"),
            ConfigMapArgs.builder()
                .metadata(in(picker))
                .data(Map.of(PickerConfig.FILE, config))
                .build(),
            after(List.of())));
    new Deployment(
        Names.child(name, "picker"),
        DeploymentArgs.builder()
            .metadata(Deployments.notAwaited(metadata(picker)))
            .spec(
                Deployments.picker(
                    args.model(), args.platform().inference().pickerImage().orElseThrow(), config))
            .build(),
        after(all));
    service("picker", picker, ModelNames.PICKER_PORT, "grpc");
    disruptionBudget("picker", picker);
    monitoring("picker", picker, "/metrics", "metrics");
  }

  /** Without a picker no request passes: it could jump the queue, and take another's turn. */
  private void pool() {
    var reference =
        Map.<String, Object>of(
            "name",
            picker,
            "port",
            Map.of("number", ModelNames.PICKER_PORT),
            "failureMode",
            "FailClose");
    Resource pool =
        new InferencePool(
            Names.child(name, "pool"),
            in(server),
            new InferencePool.Spec(
                Map.of("matchLabels", Map.of(Labels.APP, server)),
                List.of(Map.of("number", ModelNames.SERVER_PORT)),
                reference),
            after(List.of()));
    new InferenceObjective(
        Names.child(name, "objective"),
        in(server),
        new InferenceObjective.Spec(
            args.config().priority(),
            Map.of("group", "inference.networking.k8s.io", "name", server)),
        after(List.of(pool)));
  }

  private void buffer() {
    String app = ModelNames.buffer(args.model());
    new Deployment(
        Names.child(name, "buffer"),
        DeploymentArgs.builder()
            .metadata(Deployments.notAwaited(metadata(app)))
            .spec(Deployments.buffer(app, args.config(), args.placement()))
            .build(),
        after(List.of(serviceAccount("buffer", app))));
  }

  private static LabelSelectorArgs selector(String app) {
    return LabelSelectorArgs.builder().matchLabels(Map.of(Labels.APP, app)).build();
  }

  private ObjectMetaArgs in(String objectName) {
    return metadata(objectName).in(Output.of(Names.INFERENCE_NAMESPACE));
  }

  private Metadata metadata(String objectName) {
    return new Metadata(objectName, args.stack(), Map.of());
  }

  private CustomResourceOptions after(List<Resource> more) {
    List<Resource> before = new ArrayList<>(args.before());
    before.addAll(more);
    return CustomResourceOptions.builder().parent(this).dependsOn(before).build();
  }
}
