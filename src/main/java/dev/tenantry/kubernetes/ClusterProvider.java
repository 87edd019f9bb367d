package dev.tenantry.kubernetes;

import com.pulumi.core.Output;
import com.pulumi.core.annotations.Import;
import com.pulumi.kubernetes.Utilities;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.ProviderResource;
import com.pulumi.resources.Resource;
import com.pulumi.resources.ResourceArgs;
import java.util.List;

/**
 * The Kubernetes provider of one cluster.
 *
 * <p>Its arguments are the project's own, because SDK 4.0.0 does not know the newer two
 * (docs/surprises.md). With {@code clusterIdentifier} (plug-in 4.16) a changed kubeconfig never
 * replaces the cluster's resources. With {@code upsertExistingObjects} (plug-in 4.29) the update
 * after an interrupted one adopts what was created but not recorded (docs/adr).
 */
public final class ClusterProvider extends ProviderResource {
  /**
   * Declares the provider of a cluster that exists.
   *
   * @param name logical name
   * @param context kubeconfig context. The program never deploys to whichever context happens to be
   *     current.
   */
  public ClusterProvider(String name, String context) {
    super("kubernetes", name, new Args(context, null), pinned());
  }

  /**
   * Declares the provider of a cluster that the stack itself declares.
   *
   * @param name logical name
   * @param context the only context of {@code kubeconfig}
   * @param kubeconfig the file's text; known only once there is a cluster
   * @param ready what the cluster's objects wait for
   */
  public ClusterProvider(
      String name, String context, Output<String> kubeconfig, List<Resource> ready) {
    super("kubernetes", name, new Args(context, kubeconfig), after(ready));
  }

  /** Without it the engine takes the version from whoever runs the program, host or inline. */
  private static CustomResourceOptions pinned() {
    return CustomResourceOptions.builder().version(Utilities.getVersion()).build();
  }

  private static CustomResourceOptions after(List<Resource> ready) {
    return CustomResourceOptions.builder().version(Utilities.getVersion()).dependsOn(ready).build();
  }

  private static final class Args extends ResourceArgs {
    @Import(name = "context")
    private final Output<String> context;

    @Import(name = "kubeconfig")
    private final Output<String> kubeconfig;

    /** Fixed, and not taken from the kubeconfig: another one is not another cluster. */
    @Import(name = "clusterIdentifier")
    private final Output<String> clusterIdentifier;

    @Import(name = "enableServerSideApply", json = true)
    private final Output<Boolean> enableServerSideApply;

    @Import(name = "upsertExistingObjects", json = true)
    private final Output<Boolean> upsertExistingObjects;

    /** The SDK leaves out what is null. */
    Args(String context, Output<String> kubeconfig) {
      this.context = Output.of(context);
      this.kubeconfig = kubeconfig;
      this.clusterIdentifier = Output.of(context);
      this.enableServerSideApply = Output.of(true);
      this.upsertExistingObjects = Output.of(true);
    }
  }
}
