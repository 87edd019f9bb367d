package dev.tenantry.kubernetes;

import com.pulumi.kubernetes.core.v1.inputs.PodSpecArgs;
import com.pulumi.kubernetes.core.v1.inputs.TolerationArgs;
import com.pulumi.kubernetes.core.v1.inputs.TopologySpreadConstraintArgs;
import com.pulumi.kubernetes.meta.v1.inputs.LabelSelectorArgs;
import dev.tenantry.config.NodePlacement;
import dev.tenantry.config.Tier;
import dev.tenantry.naming.Labels;
import dev.tenantry.naming.Names;
import dev.tenantry.naming.PodRole;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a tenant's pod runs, and whom it gives way to: what a workload's pod must say so that the
 * admission rules on placement let it in.
 *
 * @param nodeSelector labels of the nodes that it may get; empty if nodes are shared
 * @param tolerated values of the taint {@link Labels#NODE_POOL} that it may pass; empty likewise
 * @param runtimeClassName the sandbox around it; empty for the node's own runtime
 * @param priorityClassName the only PriorityClass that its tenant's quota admits
 */
public record Placement(
    Map<String, String> nodeSelector,
    List<String> tolerated,
    Optional<String> runtimeClassName,
    String priorityClassName) {
  /** Taints of this effect keep out what is not yet there, and evict nothing. */
  public static final String EFFECT = "NoSchedule";

  /** Node labels over which replicas spread, the widest first (Kubernetes' well-known labels). */
  public static final List<String> SPREAD_OVER =
      List.of("topology.kubernetes.io/zone", "kubernetes.io/hostname");

  /** Copies the collections. */
  public Placement {
    nodeSelector = Map.copyOf(nodeSelector);
    tolerated = List.copyOf(tolerated);
  }

  /**
   * The placement of a pod.
   *
   * @param tier the tenant's tier
   * @param role what the pod is for
   * @param nodes which nodes tenants' pods may share in this cluster
   */
  public static Placement of(Tier tier, PodRole role, NodePlacement nodes) {
    Optional<String> sandbox =
        role == PodRole.CODE_EXECUTION || sandboxed(tier, nodes)
            ? Optional.of(Names.CODE_RUNTIME_CLASS)
            : Optional.empty();
    String priority = Names.priorityClass(tier);
    return switch (nodes) {
      case BY_TIER ->
          new Placement(
              Map.of(Labels.NODE_POOL, tier.label()), List.of(tier.label()), sandbox, priority);
      case SHARED -> new Placement(Map.of(), List.of(), sandbox, priority);
    };
  }

  private static boolean sandboxed(Tier tier, NodePlacement nodes) {
    return switch (nodes) {
      case BY_TIER -> tier == Tier.ISOLATED;
      // A cluster without node pools need not have a sandbox; only a model's code insists on one.
      case SHARED -> false;
    };
  }

  /**
   * Adds the placement to a pod.
   *
   * @param spec the pod under construction
   * @param labels what tells the workload's pods from others
   */
  public PodSpecArgs.Builder on(PodSpecArgs.Builder spec, Map<String, String> labels) {
    runtimeClassName.ifPresent(spec::runtimeClassName);
    return spec.nodeSelector(nodeSelector)
        .tolerations(tolerated.stream().map(Placement::toleration).toList())
        .priorityClassName(priorityClassName)
        .topologySpreadConstraints(
            SPREAD_OVER.stream().map(topology -> spread(topology, labels)).toList());
  }

  private static TolerationArgs toleration(String pool) {
    return TolerationArgs.builder()
        .key(Labels.NODE_POOL)
        .operator("Equal")
        .value(pool)
        .effect(EFFECT)
        .build();
  }

  private static TopologySpreadConstraintArgs spread(String topology, Map<String, String> labels) {
    return TopologySpreadConstraintArgs.builder()
        .topologyKey(topology)
        .maxSkew(1)
        // A full zone must not keep the last replica from starting.
        .whenUnsatisfiable("ScheduleAnyway")
        .labelSelector(LabelSelectorArgs.builder().matchLabels(labels).build())
        // Old replicas are not counted, or a rollout would crowd the new ones together.
        .matchLabelKeys("pod-template-hash")
        .build();
  }
}
