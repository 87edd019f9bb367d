package dev.tenantry.kubernetes;

import com.pulumi.core.Output;
import com.pulumi.core.annotations.Import;
import com.pulumi.core.annotations.ResourceType;
import com.pulumi.kubernetes.meta.v1.inputs.ObjectMetaArgs;
import com.pulumi.resources.CustomResource;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.ResourceArgs;
import java.util.Map;

/**
 * cert-manager's kind Issuer: who signs certificates in one Namespace. Version v1.
 *
 * <p>There is no class for a ClusterIssuer: one of those would sign for every tenant.
 */
@ResourceType(type = CertificateIssuer.TYPE)
public final class CertificateIssuer extends CustomResource {
  /** Its kind. */
  public static final String KIND = "Issuer";

  /** Its group. */
  static final String GROUP = "cert-manager.io";

  /** Its group and version. */
  public static final String API_VERSION = GROUP + "/v1";

  static final String TYPE = "kubernetes:" + API_VERSION + ":" + KIND;

  /** Declares the object. */
  public CertificateIssuer(
      String name, ObjectMetaArgs metadata, Spec spec, CustomResourceOptions options) {
    super(TYPE, name, new ObjectArgs(TYPE, metadata, spec), ObjectArgs.pinned(options));
  }

  /** Who signs: the certificate itself, or an authority. */
  public static final class Spec extends ResourceArgs {
    @Import(name = "selfSigned")
    private Output<Map<String, Object>> selfSigned;

    @Import(name = "ca")
    private Output<Map<String, Object>> ca;

    private Spec() {}

    /** Each certificate signs itself: for the certificate of an authority only. */
    public static Spec selfSigned() {
      Spec spec = new Spec();
      spec.selfSigned = Output.of(Map.of());
      return spec;
    }

    /** The authority whose certificate and key are in this Secret of the same Namespace. */
    public static Spec authority(String secret) {
      Spec spec = new Spec();
      spec.ca = Output.of(Map.of("secretName", secret));
      return spec;
    }
  }
}
