package dev.tenantry.kubernetes;

import com.pulumi.core.Output;
import com.pulumi.core.annotations.Import;
import com.pulumi.core.annotations.ResourceType;
import com.pulumi.kubernetes.meta.v1.inputs.ObjectMetaArgs;
import com.pulumi.resources.CustomResource;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.ResourceArgs;
import java.util.Map;

/** KEDA's kind: as whom it asks for a metric. Version v1alpha1. */
@ResourceType(type = TriggerAuthentication.TYPE)
public final class TriggerAuthentication extends CustomResource {
  /** Its kind. */
  public static final String KIND = "TriggerAuthentication";

  /** Its group and version. */
  public static final String API_VERSION = "keda.sh/v1alpha1";

  static final String TYPE = "kubernetes:" + API_VERSION + ":" + KIND;

  /** Declares the object. */
  public TriggerAuthentication(
      String name, ObjectMetaArgs metadata, Spec spec, CustomResourceOptions options) {
    super(TYPE, name, new ObjectArgs(TYPE, metadata, spec), ObjectArgs.pinned(options));
  }

  /** As whom. */
  public static final class Spec extends ResourceArgs {
    @Import(name = "podIdentity")
    private final Output<Map<String, Object>> podIdentity;

    /**
     * Collects the inputs.
     *
     * @param podIdentity the identity of KEDA's own pod, by {@code provider}
     */
    public Spec(Map<String, Object> podIdentity) {
      this.podIdentity = Output.of(podIdentity);
    }
  }
}
