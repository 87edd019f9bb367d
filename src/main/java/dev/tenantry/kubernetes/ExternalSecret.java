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
 * External Secrets' kind: which secrets of a {@link SecretStore} become keys of one Secret. Version
 * v1.
 *
 * <p>The program names secrets and never sees a value.
 */
@ResourceType(type = ExternalSecret.TYPE)
public final class ExternalSecret extends CustomResource {
  static final String TYPE = "kubernetes:external-secrets.io/v1:ExternalSecret";

  /** Declares the object. */
  public ExternalSecret(
      String name, ObjectMetaArgs metadata, Spec spec, CustomResourceOptions options) {
    super(TYPE, name, new ObjectArgs(TYPE, metadata, spec), ObjectArgs.pinned(options));
  }

  /**
   * One key of the Secret.
   *
   * @param key the key in the Secret
   * @param remote what the provider calls it
   * @param property the field of a value with several; empty for the whole value
   */
  public record Entry(String key, String remote, String property) {
    private Map<String, Object> data() {
      Map<String, String> reference =
          property.isEmpty() ? Map.of("key", remote) : Map.of("key", remote, "property", property);
      return Map.of("secretKey", key, "remoteRef", reference);
    }
  }

  /** Where the values come from, and which Secret holds them. */
  public static final class Spec extends ResourceArgs {
    @Import(name = "refreshPolicy")
    private final Output<String> refreshPolicy = Output.of("Periodic");

    @Import(name = "refreshInterval")
    private final Output<String> refreshInterval;

    @Import(name = "secretStoreRef")
    private final Output<Map<String, String>> secretStoreRef;

    @Import(name = "target")
    private final Output<Map<String, String>> target;

    @Import(name = "data")
    private final Output<List<Map<String, Object>>> data;

    /**
     * Collects the inputs.
     *
     * <p>The Secret belongs to this object and goes with it, and goes too when the provider has
     * none of its values any more: a revoked secret must not live on in the cluster.
     *
     * @param store name of a SecretStore in the same Namespace
     * @param target name of the Secret
     * @param refreshMinutes how old a value may be
     * @param entries the Secret's keys
     */
    public Spec(String store, String target, int refreshMinutes, List<Entry> entries) {
      this.refreshInterval = Output.of(interval(refreshMinutes));
      this.secretStoreRef = Output.of(Map.of("kind", "SecretStore", "name", store));
      this.target =
          Output.of(Map.of("name", target, "creationPolicy", "Owner", "deletionPolicy", "Delete"));
      this.data = Output.of(entries.stream().map(Entry::data).toList());
    }

    /** As Go prints a duration. */
    private static String interval(int minutes) {
      return minutes / 60 + "h" + minutes % 60 + "m0s";
    }
  }
}
