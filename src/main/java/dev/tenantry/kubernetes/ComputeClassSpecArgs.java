package dev.tenantry.kubernetes;

import com.pulumi.core.Output;
import com.pulumi.core.annotations.Import;
import com.pulumi.resources.ResourceArgs;
import java.util.List;
import java.util.Map;

/** What a {@link ComputeClass} says: ways to get a node, the best first, and pools made for it. */
public final class ComputeClassSpecArgs extends ResourceArgs {
  @Import(name = "priorities")
  private final Output<List<Map<String, Object>>> priorities;

  @Import(name = "nodePoolAutoCreation")
  private final Output<Map<String, Object>> nodePoolAutoCreation;

  @Import(name = "nodePoolConfig")
  private final Output<Map<String, Object>> nodePoolConfig;

  @Import(name = "activeMigration")
  private final Output<Map<String, Object>> activeMigration;

  @Import(name = "whenUnsatisfiable")
  private final Output<String> whenUnsatisfiable;

  /**
   * Collects the inputs.
   *
   * @param priorities the ladder, each rung as the API server takes it
   * @param serviceAccount who the nodes are that are made for the class
   */
  public ComputeClassSpecArgs(List<Map<String, Object>> priorities, String serviceAccount) {
    this.priorities = Output.of(priorities);
    this.nodePoolAutoCreation = Output.of(Map.of("enabled", true));
    this.nodePoolConfig =
        Output.of(
            Map.of(
                "imageType",
                "cos_containerd",
                "serviceAccount",
                serviceAccount,
                "imageStreaming",
                Map.of("enabled", true)));
    // Back up the ladder as soon as a better rung has a node; honours disruption budgets.
    this.activeMigration = Output.of(Map.of("optimizeRulePriority", true));
    // Anything else would be a node without the GPU.
    this.whenUnsatisfiable = Output.of("DoNotScaleUp");
  }
}
