package dev.tenantry.inference;

import com.pulumi.kubernetes.core.v1.inputs.PodSpecArgs;
import com.pulumi.kubernetes.core.v1.inputs.TolerationArgs;
import com.pulumi.kubernetes.core.v1.inputs.TopologySpreadConstraintArgs;
import com.pulumi.kubernetes.meta.v1.inputs.LabelSelectorArgs;
import dev.tenantry.config.ServedModel;
import dev.tenantry.naming.Labels;
import java.util.Map;

/**
 * On which nodes a pod with GPUs runs.
 *
 * @param nodeSelector labels of the nodes
 */
record GpuPlacement(Map<String, String> nodeSelector) {
  /** GPUs, as pods ask for them; also the taint that GKE puts on nodes with GPUs. */
  static final String RESOURCE = "nvidia.com/gpu";

  private static final String COMPUTE_CLASS = "cloud.google.com/compute-class";

  /** Kubernetes' well-known label; it says the GPU as well, as each type has one kind only. */
  private static final String MACHINE = "node.kubernetes.io/instance-type";

  private static final String ZONE = "topology.kubernetes.io/zone";

  static GpuPlacement of(ServedModel model) {
    return new GpuPlacement(
        model
            .computeClass()
            .map(name -> Map.of(COMPUTE_CLASS, name.value()))
            .orElseGet(() -> Map.of(MACHINE, model.machine().value())));
  }

  /** Adds it to a pod. */
  PodSpecArgs.Builder on(PodSpecArgs.Builder pod, String app) {
    return pod.nodeSelector(nodeSelector)
        .tolerations(
            TolerationArgs.builder().key(RESOURCE).operator("Exists").effect("NoSchedule").build())
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
