package dev.tenantry.naming;

import java.util.Locale;

/**
 * Label keys and the fixed label values of the objects that Tenantry owns.
 *
 * <p>The tenant keys are what network policies, quotas, cost reports and dashboards select on.
 */
public final class Labels {
  /** The tenant's name; on its Namespace and on every object in it. */
  public static final String TENANT_ID = "tenant.id";

  /** The tenant's tier: {@code standard}, {@code isolated} or {@code premium}. */
  public static final String TIER = "tier";

  /** Who pays; GKE cost allocation reports by it. */
  public static final String COST_CENTRE = "cost-centre";

  /** The release ring: {@code canary}, {@code early} or {@code broad}. */
  public static final String RING = "ring";

  /** The agent that a ServiceAccount belongs to. */
  public static final String AGENT = "agent";

  /** The tool that a ServiceAccount belongs to. */
  public static final String TOOL = "tool";

  /** What a tenant's pod is for: one of {@link PodRole}. */
  public static final String ROLE = "role";

  /** On pods that may hold a token of their ServiceAccount; network policies look for "true". */
  public static final String IDENTITY = "tenantry.dev/identity";

  /** The name of a shared service, on its pods. */
  public static final String APP = "app";

  /**
   * What the key of a Namespace's label starts with that allows the RuntimeClass named after it.
   */
  public static final String RUNTIME_CLASS = "runtime-class.tenantry.dev/";

  /** On nodes, as label and as taint: the tier whose tenants may run there. */
  public static final String NODE_POOL = "tenantry.dev/pool";

  /** The recommended label that names the tool which manages an object. */
  public static final String MANAGED_BY = "app.kubernetes.io/managed-by";

  /** Value of {@link #MANAGED_BY}. */
  public static final String MANAGED_BY_TENANTRY = "tenantry";

  /** The recommended label that names the instance: the stack that owns the object. */
  public static final String INSTANCE = "app.kubernetes.io/instance";

  /** Set by the API server on every Namespace, and so not to be forged by a tenant. */
  public static final String NAMESPACE_NAME = "kubernetes.io/metadata.name";

  /** What the key of every Pod Security label starts with. */
  public static final String POD_SECURITY = "pod-security.kubernetes.io/";

  /**
   * A label of a Google Cloud resource: keys and values are of a-z, 0-9, dash and underscore.
   *
   * @param text a key or value of a Kubernetes label
   */
  public static String cloud(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_-]", "_");
  }

  private Labels() {}

  /**
   * The key of a Pod Security mode's level.
   *
   * @param mode {@code enforce}, {@code audit} or {@code warn}
   */
  public static String podSecurity(String mode) {
    return POD_SECURITY + mode;
  }

  /** The key that pins the version of the Pod Security Standards for a mode. */
  public static String podSecurityVersion(String mode) {
    return POD_SECURITY + mode + "-version";
  }
}
