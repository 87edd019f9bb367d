package dev.tenantry.kubernetes;

import com.pulumi.core.Output;
import com.pulumi.core.annotations.Import;
import com.pulumi.kubernetes.Utilities;
import com.pulumi.kubernetes.meta.v1.inputs.ObjectMetaArgs;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.ResourceArgs;

/** The inputs of an object whose kind the SDK does not know: what all kinds share, and its spec. */
final class ObjectArgs extends ResourceArgs {
  @Import(name = "apiVersion")
  private final Output<String> apiVersion;

  @Import(name = "kind")
  private final Output<String> kind;

  @Import(name = "metadata")
  private final Output<ObjectMetaArgs> metadata;

  @Import(name = "spec")
  private final Output<ResourceArgs> spec;

  /**
   * Collects the inputs.
   *
   * @param type the type token, {@code kubernetes:<apiVersion>:<kind>}
   */
  ObjectArgs(String type, ObjectMetaArgs metadata, ResourceArgs spec) {
    String[] parts = type.split(":");
    this.apiVersion = Output.of(parts[1]);
    this.kind = Output.of(parts[2]);
    this.metadata = Output.of(metadata);
    this.spec = Output.of(spec);
  }

  /** Adds the plug-in's version, as the SDK does for the kinds that it knows. */
  static CustomResourceOptions pinned(CustomResourceOptions options) {
    var version = CustomResourceOptions.builder().version(Utilities.getVersion()).build();
    return CustomResourceOptions.merge(version, options);
  }
}
