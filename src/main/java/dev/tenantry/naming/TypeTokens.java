package dev.tenantry.naming;

/**
 * Type tokens of the components.
 *
 * <p>They are part of every URN below a component. A changed token replaces all its children, so
 * they are literals, never derived from a class name, and a golden lists them.
 */
public final class TypeTokens {
  /** One tenant and everything in its Namespace. */
  public static final String TENANT = "tenantry:tenant:Tenant";

  /** The rules that the API server itself enforces in every tenant's Namespace. */
  public static final String ADMISSION_POLICIES = "tenantry:admission:AdmissionPolicies";

  /** One Namespace of services that tenants share, closed. */
  public static final String SHARED_NAMESPACE = "tenantry:shared:SharedNamespace";

  private TypeTokens() {}
}
