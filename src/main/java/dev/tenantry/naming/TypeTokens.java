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

  /** What a tenant's ServiceAccounts are in Google Cloud. */
  public static final String TENANT_IDENTITIES = "tenantry:identity:TenantIdentities";

  /** A tenant's secrets, where they are kept and in its Namespace. */
  public static final String TENANT_SECRETS = "tenantry:secrets:TenantSecrets";

  /** Where Google tells which secret is due for a new value. */
  public static final String SECRET_ROTATION = "tenantry:secrets:SecretRotation";

  /** A tenant's data: its login and database, or its volumes and buckets. */
  public static final String TENANT_DATA = "tenantry:data:TenantData";

  /** What makes and removes tenants' data: kind, migrations and provisioner. */
  public static final String DATA_PLANE = "tenantry:data:DataPlane";

  /** The VPC network of the cluster, and who may talk to whom in it. */
  public static final String NETWORK = "tenantry:network:ClusterNetwork";

  /** The GKE cluster, its nodes and its backups. */
  public static final String CLUSTER = "tenantry:cluster:DeclaredCluster";

  /** How pods get nodes with accelerators. */
  public static final String COMPUTE_CLASSES = "tenantry:cluster:ComputeClasses";

  /** The Cloud SQL instance, its endpoint and its logins. */
  public static final String DATABASE_SERVER = "tenantry:database:CloudSqlServer";

  /** What all models on the cluster's GPUs share. */
  public static final String INFERENCE = "tenantry:inference:Inference";

  /** One model on GPUs of the cluster: its server, its endpoint picker and its scaling. */
  public static final String SERVED_MODEL = "tenantry:inference:Model";

  /** What runs a tenant's agents: orchestrators, tools and workers. */
  public static final String TENANT_AGENTS = "tenantry:agent:TenantAgents";

  private TypeTokens() {}
}
