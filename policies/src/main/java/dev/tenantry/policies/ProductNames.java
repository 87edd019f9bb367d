package dev.tenantry.policies;

/**
 * The names by which rules know what is a tenant's.
 *
 * <p>They are the program's; this library does not know the program, so a test of the program
 * compares them with its own.
 */
public final class ProductNames {
  /** How the name of every tenant's Namespace starts. */
  public static final String NAMESPACE_PREFIX = "tenant-";

  /** The label with the tenant's name. */
  public static final String TENANT_ID = "tenant.id";

  /** The same label on a resource of Google Cloud, which allows no dot in a key. */
  public static final String CLOUD_TENANT_ID = "tenant_id";

  /** The label with the tenant's tier. */
  public static final String TIER = "tier";

  /** The label with who pays. */
  public static final String COST_CENTRE = "cost-centre";

  /** The label with the release ring. */
  public static final String RING = "ring";

  /** The tier whose pods run in a sandbox. */
  public static final String ISOLATED = "isolated";

  /** The label of a pod with the agent it belongs to. */
  public static final String AGENT = "agent";

  /** The label of a pod with the tool it runs. */
  public static final String TOOL = "tool";

  /** The label of a tenant's pod that says what it is for. */
  public static final String ROLE = "role";

  /** The value of {@link #ROLE} of pods that run code which a model wrote. */
  public static final String CODE_EXECUTION = "code-execution";

  /** The label of pods that may hold a token for the API server. */
  public static final String IDENTITY = "tenantry.dev/identity";

  /** The RuntimeClass of the sandbox. */
  public static final String CODE_RUNTIME_CLASS = "gvisor";

  /** The label and taint of nodes with the tier whose tenants may run there. */
  public static final String NODE_POOL = "tenantry.dev/pool";

  /** The pool of the platform's own pods, which needs no taint. */
  public static final String SYSTEM_POOL = "system";

  /** The taint that keeps pods without a GPU off nodes with one (GKE's). */
  public static final String GPU_TAINT = "nvidia.com/gpu";

  /** The Namespace of the model servers. */
  public static final String INFERENCE_NAMESPACE = "inference";

  /** The Namespace of the AI gateway. */
  public static final String AI_GATEWAY_NAMESPACE = "ai-gateway";

  /** How the names of all admission policies start. */
  public static final String ADMISSION_PREFIX = "tenantry-";

  /** The annotation of a volume claim that says what becomes of it when its tenant goes. */
  public static final String DELETION_POLICY = "tenantry.dev/deletion-policy";

  /** How the name of a Secret ends that a tenant's file wants as variables. */
  public static final String ENV_DELIVERY = "-env";

  private ProductNames() {}
}
