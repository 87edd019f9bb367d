package dev.tenantry.inference;

import com.pulumi.kubernetes.core.v1.inputs.ConfigMapVolumeSourceArgs;
import com.pulumi.kubernetes.core.v1.inputs.ContainerArgs;
import com.pulumi.kubernetes.core.v1.inputs.ContainerPortArgs;
import com.pulumi.kubernetes.core.v1.inputs.EnvVarArgs;
import com.pulumi.kubernetes.core.v1.inputs.EnvVarSourceArgs;
import com.pulumi.kubernetes.core.v1.inputs.GRPCActionArgs;
import com.pulumi.kubernetes.core.v1.inputs.ObjectFieldSelectorArgs;
import com.pulumi.kubernetes.core.v1.inputs.PodSpecArgs;
import com.pulumi.kubernetes.core.v1.inputs.ProbeArgs;
import com.pulumi.kubernetes.core.v1.inputs.TopologySpreadConstraintArgs;
import com.pulumi.kubernetes.core.v1.inputs.VolumeArgs;
import com.pulumi.kubernetes.core.v1.inputs.VolumeMountArgs;
import com.pulumi.kubernetes.meta.v1.inputs.LabelSelectorArgs;
import dev.tenantry.config.ModelName;
import dev.tenantry.config.PinnedImage;
import dev.tenantry.config.Quantity;
import dev.tenantry.config.ResourceAmounts;
import dev.tenantry.kubernetes.HardenedPods;
import dev.tenantry.kubernetes.Placement;
import dev.tenantry.naming.Labels;
import dev.tenantry.naming.ModelNames;
import dev.tenantry.naming.Names;
import java.util.Map;

/** The pod of an endpoint picker: flags of llm-d-router's own chart. */
final class PickerPod {
  /** One leads, one takes over: its queue is in memory. */
  static final int REPLICAS = 2;

  private static final String CONFIG = "config";
  private static final String FOLDER = "/config";
  private static final int HEALTH_PORT = 9003;

  /** As long as the longest of the pool's pods (the chart's advice). */
  private static final int GRACE_SECONDS = 150;

  /** Bodies of waiting requests are in memory: 64 of them of 8 MiB, twice. Not measured here. */
  private static final ResourceAmounts REQUESTS = amounts("500m");

  private static final ResourceAmounts LIMITS = amounts("2");

  private PickerPod() {}

  static PodSpecArgs spec(ModelName model, PinnedImage image) {
    return PodSpecArgs.builder()
        .serviceAccountName(ModelNames.picker(model))
        .automountServiceAccountToken(true)
        .enableServiceLinks(false)
        .securityContext(HardenedPods.pod())
        .terminationGracePeriodSeconds(GRACE_SECONDS)
        .topologySpreadConstraints(
            Placement.SPREAD_OVER.stream().map(over -> spread(over, model)).toList())
        .containers(container(model, image))
        .volumes(
            VolumeArgs.builder()
                .name(CONFIG)
                .configMap(
                    ConfigMapVolumeSourceArgs.builder().name(ModelNames.picker(model)).build())
                .build())
        .build();
  }

  private static ContainerArgs container(ModelName model, PinnedImage image) {
    return ContainerArgs.builder()
        .name("picker")
        .image(image.value())
        .imagePullPolicy("IfNotPresent")
        .args(
            "--pool-name=" + ModelNames.server(model),
            "--pool-namespace=" + Names.INFERENCE_NAMESPACE,
            "--pool-group=inference.networking.k8s.io",
            "--config-file=" + FOLDER + "/" + PickerConfig.FILE,
            "--grpc-health-port=" + HEALTH_PORT,
            "--ha-enable-leader-election",
            // A reader would need rights over the whole cluster; the network lets one in only.
            "--metrics-endpoint-auth=false",
            "--tracing=false",
            "--zap-encoder=json")
        .env(own("NAMESPACE", "metadata.namespace"), own("POD_NAME", "metadata.name"))
        .ports(
            port("grpc", ModelNames.PICKER_PORT),
            port("health", HEALTH_PORT),
            port("metrics", ModelNames.PICKER_METRICS_PORT))
        .securityContext(HardenedPods.container())
        .resources(HardenedPods.resources(REQUESTS, LIMITS))
        .livenessProbe(probe("liveness", 10))
        .readinessProbe(probe("readiness", 2))
        .volumeMounts(
            VolumeMountArgs.builder().name(CONFIG).mountPath(FOLDER).readOnly(true).build())
        .build();
  }

  private static EnvVarArgs own(String name, String field) {
    return EnvVarArgs.builder()
        .name(name)
        .valueFrom(
            EnvVarSourceArgs.builder()
                .fieldRef(ObjectFieldSelectorArgs.builder().fieldPath(field).build())
                .build())
        .build();
  }

  private static ContainerPortArgs port(String name, int port) {
    return ContainerPortArgs.builder().name(name).containerPort(port).build();
  }

  private static ProbeArgs probe(String service, int period) {
    return ProbeArgs.builder()
        .grpc(GRPCActionArgs.builder().port(HEALTH_PORT).service(service).build())
        .initialDelaySeconds(5)
        .periodSeconds(period)
        .build();
  }

  private static TopologySpreadConstraintArgs spread(String over, ModelName model) {
    return TopologySpreadConstraintArgs.builder()
        .topologyKey(over)
        .maxSkew(1)
        .whenUnsatisfiable("ScheduleAnyway")
        .labelSelector(
            LabelSelectorArgs.builder()
                .matchLabels(Map.of(Labels.APP, ModelNames.picker(model)))
                .build())
        .build();
  }

  private static ResourceAmounts amounts(String cpu) {
    return new ResourceAmounts(Quantity.parse(cpu), Quantity.parse("2Gi"), Quantity.parse("64Mi"));
  }
}
