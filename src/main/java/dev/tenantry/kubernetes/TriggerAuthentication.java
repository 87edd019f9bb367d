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

  /** As whom, or what a Secret says for a trigger. */
  public static final class Spec extends ResourceArgs {
    @Import(name = "podIdentity")
    private Output<Map<String, Object>> podIdentity;

    @Import(name = "secretTargetRef")
    private Output<List<Map<String, Object>>> secretTargetRef;

    private Spec() {}

    /**
     * One parameter of a trigger, from a Secret of the same Namespace.
     *
     * @param parameter the trigger's parameter
     * @param secret name of the Secret
     * @param key the key in it
     */
    public static Spec parameter(String parameter, String secret, String key) {
      Spec spec = new Spec();
      spec.secretTargetRef =
          Output.of(List.of(Map.of("parameter", parameter, "name", secret, "key", key)));
      return spec;
    }

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
