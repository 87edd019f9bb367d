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
import java.util.TreeMap;

/**
 * cert-manager's kind: a certificate and its key in a Secret, renewed before it ends. Version v1.
 */
@ResourceType(type = Certificate.TYPE)
public final class Certificate extends CustomResource {
  /** Its kind. */
  public static final String KIND = "Certificate";

  static final String TYPE = "kubernetes:" + CertificateIssuer.API_VERSION + ":" + KIND;

  /** Declares the object. */
  public Certificate(
      String name, ObjectMetaArgs metadata, Spec spec, CustomResourceOptions options) {
    super(TYPE, name, new ObjectArgs(TYPE, metadata, spec), ObjectArgs.pinned(options));
  }

  /** How long it lasts, and from when on it is renewed; both in hours. */
  public record Validity(int hours, int renewBeforeHours) {}

  /** Whose it is, who signs it, and where it lies. */
  public static final class Spec extends ResourceArgs {
    @Import(name = "secretName")
    private final Output<String> secretName;

    @Import(name = "issuerRef")
    private final Output<Map<String, Object>> issuerRef;

    @Import(name = "duration")
    private final Output<String> duration;

    @Import(name = "renewBefore")
    private final Output<String> renewBefore;

    @Import(name = "privateKey")
    private final Output<Map<String, Object>> privateKey;

    @Import(name = "usages")
    private final Output<List<String>> usages;

    /** Requests that were granted are of no use to anybody. */
    @Import(name = "revisionHistoryLimit")
    private final Output<Integer> revisionHistoryLimit = Output.of(1);

    @Import(name = "isCA")
    private Output<Boolean> authority;

    @Import(name = "commonName")
    private Output<String> commonName;

    @Import(name = "uris")
    private Output<List<String>> uris;

    @Import(name = "dnsNames")
    private Output<List<String>> dnsNames;

    private Spec(
        String secret, String issuer, Validity validity, String rotation, List<String> usages) {
      this.secretName = Output.of(secret);
      this.issuerRef =
          Output.of(
              Map.of(
                  "group",
                  CertificateIssuer.GROUP,
                  "kind",
                  CertificateIssuer.KIND,
                  "name",
                  issuer));
      this.duration = Output.of(validity.hours() + "h");
      this.renewBefore = Output.of(validity.renewBeforeHours() + "h");
      Map<String, Object> key = new TreeMap<>();
      key.put("algorithm", "ECDSA");
      key.put("size", 256);
      // What Java reads without another library.
      key.put("encoding", "PKCS8");
      key.put("rotationPolicy", rotation);
      this.privateKey = Output.of(key);
      this.usages = Output.of(usages);
    }

    /**
     * The certificate of an authority.
     *
     * <p>Its key stays the same when it is renewed, so that what it signed before stays valid.
     */
    public static Spec authority(
        String commonName, String secret, String issuer, Validity validity) {
      Spec spec = new Spec(secret, issuer, validity, "Never", List.of("cert sign", "crl sign"));
      spec.authority = Output.of(true);
      spec.commonName = Output.of(commonName);
      return spec;
    }

    /**
     * The certificate of a program, with a new key each time.
     *
     * @param uri who it is
     * @param dnsNames under which it answers; empty for a program that only calls
     */
    public static Spec program(
        String uri, List<String> dnsNames, String secret, String issuer, Validity validity) {
      String usage = dnsNames.isEmpty() ? "client auth" : "server auth";
      Spec spec = new Spec(secret, issuer, validity, "Always", List.of("digital signature", usage));
      spec.uris = Output.of(List.of(uri));
      if (!dnsNames.isEmpty()) {
        spec.dnsNames = Output.of(List.copyOf(dnsNames));
      }
      return spec;
    }
  }
}
