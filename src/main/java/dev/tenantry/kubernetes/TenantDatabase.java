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
 * Tenantry's own kind: a tenant's login and rows or database in PostgreSQL. Version v1.
 *
 * <p>The provisioner makes what the object says, and removes it before the object may go.
 */
@ResourceType(type = TenantDatabase.TYPE)
public final class TenantDatabase extends CustomResource {
  /** Its kind. */
  public static final String KIND = "TenantDatabase";

  /** Its group and version. */
  public static final String API_VERSION = "data.tenantry.dev/v1";

  /** What the engine waits for: nothing may use a database that is not there. */
  public static final Map<String, String> AWAITED = Map.of("pulumi.com/waitFor", "condition=Ready");

  static final String TYPE = "kubernetes:" + API_VERSION + ":" + KIND;

  /** Declares the object. */
  public TenantDatabase(
      String name, ObjectMetaArgs metadata, Spec spec, CustomResourceOptions options) {
    super(TYPE, name, new ObjectArgs(TYPE, metadata, spec), ObjectArgs.pinned(options));
  }

  /** What the provisioner makes. */
  public static final class Spec extends ResourceArgs {
    @Import(name = "tenant")
    private final Output<String> tenant;

    @Import(name = "tenantId")
    private final Output<String> tenantId;

    @Import(name = "tier")
    private final Output<String> tier;

    @Import(name = "mode")
    private final Output<String> mode;

    @Import(name = "connectionLimit")
    private final Output<Integer> connectionLimit;

    @Import(name = "deletionPolicy")
    private final Output<String> deletionPolicy;

    @Import(name = "credential")
    private final Output<Map<String, Object>> credential;

    /**
     * Collects the inputs.
     *
     * @param whose the tenant
     * @param mode {@code SharedRls} or {@code DatabasePerTenant}
     * @param connectionLimit the most connections of the login
     * @param deletionPolicy {@code Retain} or {@code Delete}
     * @param credential where the provisioner puts the password
     */
    public Spec(
        Whose whose,
        String mode,
        int connectionLimit,
        String deletionPolicy,
        Map<String, Object> credential) {
      this.tenant = Output.of(whose.tenant());
      this.tenantId = Output.of(whose.tenantId());
      this.tier = Output.of(whose.tier());
      this.mode = Output.of(mode);
      this.connectionLimit = Output.of(connectionLimit);
      this.deletionPolicy = Output.of(deletionPolicy);
      this.credential = Output.of(credential);
    }
  }

  /**
   * The tenant.
   *
   * @param tenant its name
   * @param tenantId its id
   * @param tier its tier
   */
  public record Whose(String tenant, String tenantId, String tier) {}

  /** A secret in Google Secret Manager, to which the provisioner adds a version. */
  public static Map<String, Object> inGoogle(String project, String name) {
    return Map.of("provider", "Google", "project", project, "name", name);
  }

  /** A Secret of the tenant's Namespace, which the provisioner writes. */
  public static Map<String, Object> inKubernetes(String namespace, String name) {
    return Map.of("provider", "Kubernetes", "namespace", namespace, "name", name);
  }
}
