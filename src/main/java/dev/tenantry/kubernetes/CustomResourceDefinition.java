package dev.tenantry.kubernetes;

import com.pulumi.core.Output;
import com.pulumi.core.annotations.Import;
import com.pulumi.core.annotations.ResourceType;
import com.pulumi.kubernetes.meta.v1.inputs.ObjectMetaArgs;
import com.pulumi.resources.CustomResource;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.ResourceArgs;
import java.util.List;
import java.util.Map;

/**
 * The definition of a kind, version v1.
 *
 * <p>SDK 4.0.0 sends {@code x_kubernetes_…} for the schema's extensions, which only some plug-ins
 * turn back.
 */
@ResourceType(type = CustomResourceDefinition.TYPE)
public final class CustomResourceDefinition extends CustomResource {
  static final String TYPE = "kubernetes:apiextensions.k8s.io/v1:CustomResourceDefinition";

  /** Declares the definition. */
  public CustomResourceDefinition(
      String name, ObjectMetaArgs metadata, Spec spec, CustomResourceOptions options) {
    super(TYPE, name, new ObjectArgs(TYPE, metadata, spec), ObjectArgs.pinned(options));
  }

  /** What the kind is called and what its objects hold. */
  public static final class Spec extends ResourceArgs {
    @Import(name = "group")
    private final Output<String> group;

    @Import(name = "scope")
    private final Output<String> scope;

    @Import(name = "names")
    private final Output<Map<String, Object>> names;

    @Import(name = "versions")
    private final Output<List<Map<String, Object>>> versions;

    /** Collects the inputs: each as the API server takes it. */
    public Spec(
        String group, String scope, Map<String, Object> names, List<Map<String, Object>> versions) {
      this.group = Output.of(group);
      this.scope = Output.of(scope);
      this.names = Output.of(names);
      this.versions = Output.of(versions);
    }
  }
}
