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
 * External Secrets' kind: where secrets are read, and as whom. Version v1.
 *
 * <p>There is no class for a ClusterSecretStore: one of those would read for every tenant.
 */
@ResourceType(type = SecretStore.TYPE)
public final class SecretStore extends CustomResource {
  static final String TYPE = "kubernetes:external-secrets.io/v1:SecretStore";

  /** Declares the object. */
  public SecretStore(
      String name, ObjectMetaArgs metadata, Spec spec, CustomResourceOptions options) {
    super(TYPE, name, new ObjectArgs(TYPE, metadata, spec), ObjectArgs.pinned(options));
  }

  /** What is read, and as which ServiceAccount of the same Namespace. */
  public static final class Spec extends ResourceArgs {
    @Import(name = "provider")
    private final Output<Map<String, Object>> provider;

    private Spec(Map<String, Object> provider) {
      this.provider = Output.of(provider);
    }

    /** Google Secret Manager, by the ServiceAccount's Workload Identity; no key, no Secret. */
    public static Spec google(String project, String serviceAccount) {
      Map<String, Object> auth =
          Map.of("workloadIdentity", Map.of("serviceAccountRef", reference(serviceAccount)));
      return new Spec(Map.of("gcpsm", Map.of("projectID", project, "auth", auth)));
    }

    /**
     * A key-value engine of Vault, version 2, by the ServiceAccount's token.
     *
     * @param server address of the server
     * @param mount mount of the engine
     * @param authMount mount of the Kubernetes authentication method
     * @param role role of that method
     */
    public static Spec vault(
        String server, String mount, String authMount, String role, String serviceAccount) {
      Map<String, Object> kubernetes =
          Map.of(
              "mountPath",
              authMount,
              "role",
              role,
              "serviceAccountRef",
              Map.of("name", serviceAccount, "audiences", List.of(server)));
      return new Spec(
          Map.of(
              "vault",
              Map.of(
                  "server",
                  server,
                  "path",
                  mount,
                  "version",
                  "v2",
                  "auth",
                  Map.of("kubernetes", kubernetes))));
    }

    private static Map<String, Object> reference(String serviceAccount) {
      return Map.of("name", serviceAccount);
    }
  }
}
