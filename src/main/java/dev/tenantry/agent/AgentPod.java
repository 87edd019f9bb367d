package dev.tenantry.agent;

import com.pulumi.kubernetes.core.v1.inputs.ContainerArgs;
import com.pulumi.kubernetes.core.v1.inputs.ContainerPortArgs;
import com.pulumi.kubernetes.core.v1.inputs.HTTPGetActionArgs;
import com.pulumi.kubernetes.core.v1.inputs.PodSpecArgs;
import com.pulumi.kubernetes.core.v1.inputs.PodTemplateSpecArgs;
import com.pulumi.kubernetes.core.v1.inputs.ProbeArgs;
import com.pulumi.kubernetes.meta.v1.inputs.ObjectMetaArgs;
import dev.tenantry.contract.Door;
import dev.tenantry.kubernetes.HardenedPods;
import dev.tenantry.kubernetes.InitContainer;
import dev.tenantry.kubernetes.MountedSecrets;
import dev.tenantry.kubernetes.Placement;
import dev.tenantry.kubernetes.PreStopSleep;
import dev.tenantry.naming.Labels;
import dev.tenantry.naming.TenantPort;
import dev.tenantry.settings.SettingsFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The pod of an orchestrator, a tool or a worker: one shape for all three. */
final class AgentPod {
  /** A changed file makes new pods: their programs read it at the start. */
  private static final String SETTINGS_CHECKSUM = "tenantry.dev/settings";

  /** A name for the port, by which Services and PodMonitorings find it. */
  static final String APP_PORT = "app";

  static final String METRICS_PORT = "metrics";

  /** Sixty times as long as the reference image takes (about one second on two cores). */
  private static final int STARTUP_FAILURES = 60;

  private AgentPod() {}

  static PodTemplateSpecArgs of(Workload workload, TenantAgentsArgs args) {
    Map<String, String> labels = new TreeMap<>(workload.selector());
    labels.put(Labels.TENANT_ID, args.tenant().name().value());
    // The sidecar writes to a bucket; nothing else has business with the cloud.
    workload.sidecar().ifPresent(any -> labels.put(Labels.IDENTITY, "true"));
    return PodTemplateSpecArgs.builder()
        .metadata(
            ObjectMetaArgs.builder()
                .labels(labels)
                .annotations(Map.of(SETTINGS_CHECKSUM, SettingsFile.checksum(workload.settings())))
                .build())
        .spec(spec(workload, args))
        .build();
  }

  private static PodSpecArgs spec(Workload workload, TenantAgentsArgs args) {
    MountedSecrets secrets = args.secretsOf(workload.account());
    AgentFiles files = AgentFiles.of(workload, secrets);
    PodSpecArgs.Builder pod = PodSpecArgs.builder();
    workload
        .sidecar()
        .ifPresent(one -> pod.initContainers(InitContainer.list(one.initContainers())));
    return Placement.of(
            args.tenant().tier(), workload.role(), args.platform().admission().placement())
        .on(pod, workload.selector())
        .serviceAccountName(workload.account())
        .automountServiceAccountToken(false)
        .enableServiceLinks(false)
        .securityContext(HardenedPods.pod())
        .terminationGracePeriodSeconds(workload.graceSeconds())
        .containers(container(workload, args, secrets, files))
        .volumes(files.volumes())
        .build();
  }

  private static ContainerArgs container(
      Workload workload, TenantAgentsArgs args, MountedSecrets secrets, AgentFiles files) {
    ContainerArgs.Builder container =
        ContainerArgs.builder()
            .name(workload.mode().label())
            .image(workload.image().value())
            .imagePullPolicy("Always")
            .env(AgentVariables.of(workload, args))
            .ports(ports(workload))
            .securityContext(HardenedPods.container())
            .resources(HardenedPods.resources(workload.size().requests(), workload.size().limits()))
            .startupProbe(
                probe(Door.STARTUP).periodSeconds(1).failureThreshold(STARTUP_FAILURES).build())
            .readinessProbe(probe(Door.READY).periodSeconds(5).failureThreshold(2).build())
            // Slower than readiness: a busy process must not be killed for being busy.
            .livenessProbe(probe(Door.HEALTH).periodSeconds(10).failureThreshold(6).build())
            .lifecycle(PreStopSleep.seconds(Workload.PRE_STOP_SECONDS))
            .volumeMounts(files.mounts());
    if (!secrets.envFrom().isEmpty()) {
      container.envFrom(secrets.envFrom());
    }
    return container.build();
  }

  private static List<ContainerPortArgs> ports(Workload workload) {
    List<ContainerPortArgs> ports = new ArrayList<>();
    workload.port().ifPresent(port -> ports.add(port(APP_PORT, port)));
    ports.add(port(METRICS_PORT, TenantPort.METRICS.port()));
    return ports;
  }

  private static ContainerPortArgs port(String name, int port) {
    return ContainerPortArgs.builder().name(name).containerPort(port).build();
  }

  private static ProbeArgs.Builder probe(String path) {
    return ProbeArgs.builder()
        .timeoutSeconds(5)
        .httpGet(HTTPGetActionArgs.builder().path(path).port(TenantPort.METRICS.port()).build());
  }
}
