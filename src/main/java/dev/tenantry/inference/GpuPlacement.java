package dev.tenantry.inference;

import com.pulumi.kubernetes.core.v1.inputs.PodSpecArgs;
import com.pulumi.kubernetes.core.v1.inputs.TolerationArgs;
import com.pulumi.kubernetes.core.v1.inputs.TopologySpreadConstraintArgs;
import com.pulumi.kubernetes.meta.v1.inputs.LabelSelectorArgs;
import dev.tenantry.config.LabelValue;
import dev.tenantry.config.PlatformConfig;
import dev.tenantry.config.ServedModel;
import dev.tenantry.naming.ClusterNames;
import dev.tenantry.naming.Labels;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * On which nodes a pod with GPUs runs.
 *
 * @param nodeSelector labels of the nodes
 * @param tolerated taints of the nodes that the pod passes
 */
record GpuPlacement(Map<String, String> nodeSelector, List<TolerationArgs> tolerated) {
  /** GPUs, as pods ask for them. */
  static final String RESOURCE = "nvidia.com/gpu";

  /** Kubernetes' well-known label; it says the GPU as well, as each type has one kind only. */
  private static final String MACHINE = "node.kubernetes.io/instance-type";

  private static final String ZONE = "topology.kubernetes.io/zone";

  /** By the ladder of a ComputeClass where there is one, else by the machine's type. */
  static GpuPlacement of(ServedModel model, PlatformConfig platform) {
    var gpu =
        TolerationArgs.builder()
            .key(ClusterNames.GPU_TAINT)
            .operator("Exists")
            .effect("NoSchedule")
            .build();
    return computeClass(model, platform)
        .map(
            name ->
                new GpuPlacement(
                    Map.of(ClusterNames.COMPUTE_CLASS, name), List.of(gpu, classTaint(name))))
        .orElseGet(() -> new GpuPlacement(Map.of(MACHINE, model.machine().value()), List.of(gpu)));
  }

  private static Optional<String> computeClass(ServedModel model, PlatformConfig platform) {
    return platform
        .gke()
        .flatMap(gke -> gke.acceleratorOf(model))
        .map(ClusterNames::computeClass)
        .or(() -> model.computeClass().map(LabelValue::value));
  }

  private static TolerationArgs classTaint(String name) {
    return TolerationArgs.builder()
        .key(ClusterNames.COMPUTE_CLASS)
        .operator("Equal")
        .value(name)
        .effect("NoSchedule")
        .build();
  }

  /** Adds it to a pod. */
  PodSpecArgs.Builder on(PodSpecArgs.Builder pod, String app) {
    return pod.nodeSelector(nodeSelector)
        .tolerations(tolerated)
        .topologySpreadConstraints(
            TopologySpreadConstraintArgs.builder()
                .topologyKey(ZONE)
                .maxSkew(1)
                // GPUs are where they are: a second replica in the same zone beats none.
                .whenUnsatisfiable("ScheduleAnyway")
                .labelSelector(
                    LabelSelectorArgs.builder().matchLabels(Map.of(Labels.APP, app)).build())
                .matchLabelKeys("pod-template-hash")
                .build());
  }
}
