package dev.tenantry.cloud;

import com.pulumi.gcp.Provider;
import com.pulumi.gcp.ProviderArgs;
import com.pulumi.gcp.Utilities;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.ProviderResource;
import dev.tenantry.config.CloudConfig;

/** The Google Cloud provider of a stack's own project. */
public final class CloudProvider {
  private CloudProvider() {}

  /**
   * Declares the provider.
   *
   * <p>The project is stated, so that whatever {@code gcloud config} says, nothing of one stack is
   * created in the project of another.
   *
   * @param name logical name
   */
  public static ProviderResource of(String name, CloudConfig cloud) {
    return new Provider(
        name,
        ProviderArgs.builder().project(cloud.project().value()).build(),
        // Without it the engine takes the version from whoever runs the program, host or inline.
        CustomResourceOptions.builder().version(Utilities.getVersion()).build());
  }
}
