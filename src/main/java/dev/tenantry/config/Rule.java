package dev.tenantry.config;

import java.util.Locale;

/**
 * Everything that can be wrong with a configuration.
 *
 * <p>Those without a comment say that a value is not of the kind that they are named by. Each has
 * at least one example below {@code src/test/golden/config-errors/}.
 */
public enum Rule {
  /** The stack has no folder. */
  UNKNOWN_STACK(false),
  /** The stack's folder has no platform.yaml. */
  MISSING_PLATFORM(false),
  /** Something in the stack's folder is neither a platform's nor a tenant's file. */
  STRAY_FILE(false),
  /** A file is larger than any real one. */
  FILE_TOO_LARGE(false),
  /** A file is not plain UTF-8. */
  ENCODING(false),
  /** A file is not YAML. */
  SYNTAX(false),
  /** A file says nothing. */
  EMPTY_FILE(false),
  /** A file holds several documents. */
  MULTIPLE_DOCUMENTS(false),
  /** Anchors, aliases, merge keys and tags: the reader of a diff could not see what they mean. */
  YAML_FEATURE(false),
  /** A key occurs twice in one mapping. */
  DUPLICATE_KEY(false),
  /** A key that is not text. */
  KEY_NOT_TEXT(false),
  /** Two tenant files differ only in upper and lower case. */
  TENANT_CASE(false),
  /** A file's name is not a tenant's name. */
  TENANT_NAME(false),
  /** A key that does not exist. */
  UNKNOWN_KEY(true),
  /** A required key is absent. */
  MISSING_KEY(true),
  /** A mapping, list, text or number where another kind is needed. */
  WRONG_TYPE(true),
  /** A word that is not in the list of words. */
  UNKNOWN_WORD(true),
  /** A whole number outside its range. */
  NUMBER_RANGE(true),
  QUANTITY(true),
  /** A quantity that is zero, too large or meant in another unit. */
  QUANTITY_RANGE(false),
  AGENT_NAME(true),
  TOOL_NAME(true),
  LABEL_VALUE(true),
  KUBERNETES_VERSION(true),
  CONTEXT_NAME(true),
  IPV4_ADDRESS(true),
  IPV4_RANGE(true),
  HOST_NAME(true),
  /** The same host twice. */
  DUPLICATE_HOST(true),
  /** The same range and port twice. */
  DUPLICATE_RANGE(true),
  IMAGE_REGISTRY(true),
  DOMAIN_NAME(true),
  IDENTITY_NAME(true),
  /** The same tool twice. */
  DUPLICATE_TOOL(true),
  GROUP_NAME(true),
  /** The same group twice in one role. */
  DUPLICATE_GROUP(true),
  /** The same group in two roles of a tenant. */
  GROUP_IN_TWO_ROLES(false),
  /** The same group in two tenants: its members would be a bridge between them. */
  GROUP_IN_TWO_TENANTS(false),
  PROJECT_ID(true),
  PROJECT_NUMBER(true),
  /** Two clusters of one project: their identities would be the same. */
  PROJECT_OF_TWO_CLUSTERS(false),
  /** One number for two projects, or two for one: grants would name somebody else's identities. */
  PROJECT_NUMBER_OF_TWO_PROJECTS(false),
  REGION(true),
  /** The same region twice. */
  DUPLICATE_REGION(true),
  /** No region at all. */
  NO_REGION(false),
  /** A region that data must not lie in. */
  REGION_OUTSIDE_RESIDENCY(false),
  KMS_KEY(true),
  /** Keys that do not fit the regions. */
  KEY_REGIONS(false),
  VAULT_SERVER(true),
  VAULT_PATH(true),
  SECRET_NAME(true),
  SECRET_READER(true),
  /** The same reader twice. */
  DUPLICATE_READER(true),
  /** A secret that nobody may read. */
  NO_READER(false),
  /** A reader that the tenant does not have. */
  UNKNOWN_READER(false),
  /** A secret in Vault where the stack has none. */
  VAULT_NOT_CONFIGURED(false),
  /** More Secrets, Services or ConfigMaps than the namespace may hold. */
  OBJECTS_ABOVE_QUOTA(false),
  ROTATION_DATE(true),
  /** Reminders from a provider that sends none. */
  ROTATION_NEEDS_GOOGLE(false),
  /** An address that cannot be the DNS Service's. */
  DNS_ADDRESS(false),
  /** The DNS Service is not among the Services. */
  DNS_OUTSIDE_SERVICES(false),
  /** More than a limit of Kubernetes or Google Cloud allows. */
  CEILING(false),
  /** Two of the cluster's ranges share addresses. */
  CLUSTER_RANGES_OVERLAP(false),
  /** A range that is not written with its first address. */
  RANGE_START(false),
  /** A range that holds loopback, metadata or other special addresses. */
  RANGE_RESERVED(false),
  /** A tenant's range that is no list of endpoints. */
  RANGE_TOO_WIDE(false),
  /** A tenant's range that holds nodes, pods or Services. */
  RANGE_INSIDE_CLUSTER(false),
  /** Host names where nothing can judge them. */
  HOSTS_NEED_DATAPATH_V2(false),
  /** A tenant's host that is inside of a network. */
  INTERNAL_HOST(false),
  /** A tenant's host that serves models. */
  MODEL_HOST(false),
  /** A tenant's host that anybody can be. */
  SHARED_HOST(false),
  /** All requests together above all limits together. */
  QUOTA_REQUEST_ABOVE_LIMIT(false),
  /** Not min ≤ defaultRequest ≤ default ≤ max. */
  CONTAINER_LIMIT_ORDER(false),
  /** The defaults break the ratio. */
  CONTAINER_LIMIT_RATIO(false),
  /** One container may use more than the whole namespace. */
  CONTAINER_MAX_ABOVE_QUOTA(false),
  /** The smallest claim is larger than the largest. */
  CLAIM_ORDER(false),
  /** One claim may be larger than all together. */
  CLAIM_ABOVE_QUOTA(false),
  /** A RuntimeClass that the platform does not offer to tenants. */
  RUNTIME_CLASS_NOT_OFFERED(false),
  /** Fewest replicas above most. */
  REPLICAS_ORDER(false),
  /** A workload's pod asks for more than it may use. */
  WORKLOAD_REQUEST_ABOVE_LIMIT(false),
  /** A workload's pod that the namespace's own LimitRange would refuse. */
  WORKLOAD_OUTSIDE_LIMIT_RANGE(false),
  /** All workloads at their largest do not fit into the quota. */
  WORKLOADS_ABOVE_QUOTA(false),
  /** A quota above the platform's ceiling. */
  ABOVE_TENANT_LIMIT(false),
  /** A key that the mode beside it does not have. */
  KEY_OF_OTHER_MODE(true),
  /** A key that the mode from a tier or a default does not have. */
  KEY_OF_INHERITED_MODE(false),
  PINNED_IMAGE(true),
  SQL_INSTANCE(true),
  SERVICE_ACCOUNT(true),
  /** A database that would be one of the cluster's own addresses. */
  DATABASE_ADDRESS(false),
  /** A server, or who works on it, in another project than the stack's. */
  SERVER_PROJECT(false),
  /** A server with a name too long for its endpoint. */
  SERVER_NAME(false),
  /** A server outside of the stack's regions. */
  SERVER_REGION(false),
  /** More connections than a server of that size is meant for. */
  SERVER_CONNECTIONS(false),
  YEAR_DAY(true),
  /** More days without maintenance than Cloud SQL allows. */
  FREEZE_LENGTH(false),
  /** A provisioner that could not reach the API server. */
  CONTROL_PLANE_RANGE_MISSING(false),
  /** A SQLite file that several replicas would write. */
  SQLITE_ONE_WRITER(false),
  /** More or larger volumes than the tenant's quota has. */
  SQLITE_VOLUMES_ABOVE_QUOTA(false),
  /** A volume that the namespace's own LimitRange would refuse. */
  SQLITE_VOLUME_SIZE(false),
  /** Something that needs an image of which the platform names none. */
  IMAGE_MISSING(false),
  /** An image for tenants' pods that the admission rules would refuse. */
  IMAGE_OUTSIDE_REGISTRIES(false),
  /** A StorageClass that the admission rules would refuse. */
  STORAGE_CLASS_NOT_OFFERED(false),
  /** More connections than one tenant may have. */
  CONNECTIONS_ABOVE_TENANT_LIMIT(false),
  /** More connections of all tenants than the database has. */
  CONNECTIONS_ABOVE_DATABASE(false),
  ZONE(true),
  /** The same zone twice. */
  DUPLICATE_ZONE(true),
  /** No zone at all. */
  NO_ZONE(false),
  /** A zone that is not in the cluster's region. */
  ZONE_OUTSIDE_REGION(false),
  MACHINE_TYPE(true),
  ACCELERATOR_TYPE(true),
  POOL_NAME(true),
  /** Not the group of groups. */
  SECURITY_GROUP(true),
  /** A context that names no cluster of this platform. */
  GKE_CONTEXT(false),
  /** A control plane's range that GKE refuses. */
  CONTROL_PLANE_RANGE_SIZE(false),
  /** A DNS Service's address that GKE does not give. */
  GKE_DNS_ADDRESS(false),
  /** A server of the stack's own beside somebody else's network. */
  SERVER_NEEDS_GKE(false),
  /** A database outside of the range of endpoints. */
  DATABASE_ENDPOINT(false),
  /** A purpose without nodes. */
  NODE_POOL_MISSING(false),
  /** Fewest nodes above most. */
  NODES_ORDER(false),
  /** A ladder without a rung. */
  LADDER(false),
  /** The same rung twice. */
  DUPLICATE_RUNG(true),
  /** A reservation without its rung, or a rung without its reservation. */
  RESERVATION(false),
  /** Accelerators without a bound of what the cluster may add. */
  PROVISIONED_MISSING(false),
  /** A maintenance window that GKE refuses. */
  MAINTENANCE_WINDOW(false),
  /** The same weekday twice. */
  DUPLICATE_WEEKDAY(true),
  /** An exclusion that ends before it starts. */
  EXCLUSION_ORDER(false),
  /** A backup that is locked for longer than it is kept. */
  BACKUP_LOCK(false),
  /** More nodes than the pods' range has shares for. */
  NODES_ABOVE_POD_RANGE(false),
  /** More nodes than the subnet has addresses for. */
  NODES_ABOVE_NODE_RANGE(false),
  /** More Services than their range has addresses for. */
  SERVICES_ABOVE_RANGE(false),
  MODEL_NAME(true),
  ADAPTER_NAME(true),
  BUCKET_NAME(true),
  FOLDER_PATH(true),
  /** A provider's endpoint that may work outside of where data must lie. */
  MODEL_OUTSIDE_RESIDENCY(false),
  /** Something that must answer, but would never have a pod. */
  WITHOUT_REPLICAS(false),
  /** A number of GPUs over which a model cannot be split. */
  TENSOR_PARALLEL(false),
  /** A machine that no region of the stack has. */
  MODEL_MACHINE_NOT_THERE(false),
  /** A model whose machine no accelerator of the declared cluster is. */
  MODEL_WITHOUT_NODES(false),
  /** A model that is too large for its GPUs. */
  MODEL_DOES_NOT_FIT(false),
  /** A model or machine that the catalogue does not know. */
  MODEL_FIT_UNKNOWN(false),
  /** A model that neither the catalogue nor the file says the size of. */
  MODEL_CHECKPOINT_MISSING(false),
  /** An adapter whose tenant does not exist. */
  ADAPTER_OF_NO_TENANT(false),
  /** Adapters for a server that is not given any. */
  ADAPTERS_NEED_VLLM(false),
  /** Adapters where the weights are no folder. */
  ADAPTERS_NEED_A_FOLDER(false),
  /** A parser for a server that chooses its own. */
  TOOL_PARSER_OF_NIM(false),
  /** Streamed weights for a server that is not given a streamer. */
  STREAMER_NEEDS_VLLM(false),
  PROMPT(true),
  /** A model that the platform does not have. */
  UNKNOWN_MODEL(false),
  /** A tool that nothing serves, or two things. */
  TOOL_UNCLEAR(false),
  /** Agents that may not mount the token with which they ask for models. */
  AGENT_AUDIENCE_MISSING(false),
  /** The reference image's tools or worker where no PostgreSQL keeps what they know. */
  AGENT_NEEDS_POSTGRES(false),
  /** A secret as a variable that the agent's own would hide. */
  SECRET_HIDDEN_BY_VARIABLE(false);

  private final boolean inSchema;

  Rule(boolean inSchema) {
    this.inSchema = inSchema;
  }

  /** Whether the JSON Schema finds it too, so that an editor shows it while typing. */
  public boolean isInSchema() {
    return inSchema;
  }

  /** The name of the examples' folder. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
