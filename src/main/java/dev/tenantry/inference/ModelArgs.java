package dev.tenantry.inference;

import com.pulumi.resources.Resource;
import dev.tenantry.config.ModelName;
import dev.tenantry.config.PlatformConfig;
import dev.tenantry.config.ServedModel;
import java.util.List;

/**
 * What a model is declared from.
 *
 * @param stack the stack that owns it
 * @param model its name
 * @param config how it is served
 * @param platform the cluster, the project and the endpoint picker's image
 * @param before what its objects wait for: the Namespaces, and what all models share
 */
public record ModelArgs(
    String stack,
    ModelName model,
    ServedModel config,
    PlatformConfig platform,
    List<Resource> before) {
  /** Copies the list. */
  public ModelArgs {
    before = List.copyOf(before);
  }

  /** The nodes of its pods with GPUs. */
  GpuPlacement placement() {
    return GpuPlacement.of(config, platform);
  }
}
