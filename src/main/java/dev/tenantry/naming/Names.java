package dev.tenantry.naming;

import dev.tenantry.config.AgentConfig;
import dev.tenantry.config.AgentName;
import dev.tenantry.config.Delivery;
import dev.tenantry.config.SecretName;
import dev.tenantry.config.SecretProvider;
import dev.tenantry.config.SecretReader;
import dev.tenantry.config.TenantName;
import dev.tenantry.config.Tier;
import dev.tenantry.config.ToolName;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;

/**
 * Physical names, one method each.
 *
 * <p>None has a random suffix: an auditor, a dashboard and a runbook can all spell them. The value
 * types bound the inputs, so that every name fits its system; {@code NamesTest} proves it with the
 * longest ones.
 */
public final class Names {
  /** Longest DNS label, the limit of a Namespace's name (RFC 1123). */
  public static final int DNS_LABEL_MAX = 63;

  /** Longest DNS subdomain, the limit of most other object names (RFC 1123). */
  public static final int DNS_SUBDOMAIN_MAX = 253;

  /** The ResourceQuota of a tenant's Namespace. */
  public static final String TENANT_QUOTA = "tenant-quota";

  /** The ResourceQuota that admits no pod without requests. */
  public static final String NO_BEST_EFFORT = "no-best-effort";

  /** The ResourceQuota that admits no pod of another PriorityClass than the tier's. */
  public static final String NO_FOREIGN_PRIORITY = "no-foreign-priority";

  /** The LimitRange of a tenant's Namespace. */
  public static final String TENANT_LIMITS = "tenant-limits";

  /** The NetworkPolicy that closes a Namespace both ways. */
  public static final String DEFAULT_DENY = "default-deny";

  /** The NetworkPolicy that opens name resolution. */
  public static final String ALLOW_DNS = "allow-dns";

  /** The NetworkPolicy that opens the metadata server to pods with an identity. */
  public static final String ALLOW_METADATA = "allow-metadata";

  /** The NetworkPolicy that opens the AI gateway. */
  public static final String EGRESS_GATEWAY = "egress-gateway";

  /** The NetworkPolicy that opens the telemetry collector. */
  public static final String EGRESS_TELEMETRY = "egress-telemetry";

  /** The NetworkPolicy that opens the data services. */
  public static final String EGRESS_DATA = "egress-data";

  /** The NetworkPolicy that opens Google APIs to pods with an identity. */
  public static final String EGRESS_GOOGLE_APIS = "egress-google-apis";

  /** The NetworkPolicy that lets Google's metrics collector in. */
  public static final String INGRESS_GOOGLE_METRICS = "ingress-google-metrics";

  /** The FQDNNetworkPolicy that opens a tenant's allowed hosts. */
  public static final String EGRESS_HOSTS = "egress-hosts";

  /** The NetworkPolicy that opens a tenant's allowed ranges. */
  public static final String EGRESS_RANGES = "egress-ranges";

  /** The tenant's own tools, in the names of both ends' policies. */
  public static final String TOOLS = "tools";

  /** The tenant's own broker, in the names of both ends' policies. */
  public static final String BROKER = "broker";

  /** The Namespace of the AI gateway. */
  public static final String AI_GATEWAY_NAMESPACE = "ai-gateway";

  /** The Namespace of the telemetry collector. */
  public static final String OBSERVABILITY_NAMESPACE = "observability";

  /** The Namespace of the tenants' door. */
  public static final String ENTRY_NAMESPACE = "entry";

  /** The Namespace of the model servers. */
  public static final String INFERENCE_NAMESPACE = "inference";

  /** The Namespace of the data services. */
  public static final String DATA_NAMESPACE = "data";

  /** The TCP port on which a tenant's tools listen. */
  public static final int TOOL_PORT = 8443;

  /** The TCP port on which a tenant's broker listens. */
  public static final int BROKER_PORT = 8444;

  /** The ServiceAccount that Kubernetes gives to every pod which names none. */
  public static final String DEFAULT_SERVICE_ACCOUNT = "default";

  /** The Role of people who look. */
  public static final String VIEWER = "viewer";

  /** The Role of people on call. */
  public static final String OPERATOR = "operator";

  /** The Role of pipelines. */
  public static final String DEPLOYER = "deployer";

  /** The Pub/Sub topic that tells which secret is due for a new value. */
  public static final String ROTATION_TOPIC = "tenant-secret-rotation";

  /** Where files of secrets appear in a container. */
  public static final String SECRETS_FOLDER = "/var/run/secrets/tenantry.dev";

  /** The RuntimeClass of code that a model wrote. */
  public static final String CODE_RUNTIME_CLASS = "gvisor";

  /** The PriorityLevelConfiguration in which all tenants' requests to the API server wait. */
  public static final String TENANT_PRIORITY_LEVEL = "tenantry-tenants";

  /** How the name of every tenant's Namespace starts. */
  public static final String NAMESPACE_PREFIX = "tenant-";

  private static final String FIELD_MANAGER = "tenantry-";

  private Names() {}

  /**
   * The server-side apply field manager of a stack, at most 128 characters (the API server's
   * limit).
   *
   * <p>The plug-in's own default is random per resource: after an interrupted update the next one
   * would come as a stranger and conflict with the fields it wrote itself.
   */
  public static String fieldManager(String stack) {
    return FIELD_MANAGER + stack;
  }

  /**
   * A tenant's Namespace, at most {@link #DNS_LABEL_MAX} characters.
   *
   * <p>The prefix keeps tenants apart from {@code kube-system} and from shared services.
   */
  public static String namespace(TenantName tenant) {
    return NAMESPACE_PREFIX + tenant.value();
  }

  /** The ServiceAccount of an agent, at most {@link #DNS_LABEL_MAX} characters. */
  public static String serviceAccount(AgentName agent) {
    return "agent-" + agent.value();
  }

  /**
   * The ServiceAccount of one tool as used by one agent, at most {@link #DNS_LABEL_MAX} characters.
   *
   * <p>One per pair: a compromised tool holds the rights of one agent, not of all.
   */
  public static String serviceAccount(AgentName agent, ToolName tool) {
    return serviceAccount(agent) + "-tool-" + tool.value();
  }

  /** The ServiceAccounts of all agents and of their tools, sorted. */
  public static List<String> serviceAccounts(SortedMap<AgentName, AgentConfig> agents) {
    Set<String> accounts = new TreeSet<>();
    agents.forEach(
        (agent, config) -> {
          accounts.add(serviceAccount(agent));
          config.tools().forEach(tool -> accounts.add(serviceAccount(agent, tool)));
        });
    return List.copyOf(accounts);
  }

  /**
   * The ServiceAccount of a reader of secrets.
   *
   * @param reader one that the tenant has, or its names may be none
   */
  public static String serviceAccount(SecretReader reader) {
    AgentName agent = AgentName.parse(reader.agent());
    return reader
        .tool()
        .map(tool -> serviceAccount(agent, ToolName.parse(tool)))
        .orElseGet(() -> serviceAccount(agent));
  }

  /**
   * A tenant's secret in Google Secret Manager, at most 255 characters (Google's limit).
   *
   * <p>No tenant's or secret's name holds an underscore, so that no two pairs share an id and
   * {@code tenant-acme_} is a prefix of acme's secrets only.
   */
  public static String cloudSecret(TenantName tenant, SecretName secret) {
    return namespace(tenant) + "_" + secret.value();
  }

  /** What leads to all of a stack's tenants in Vault, below the engine's mount. */
  public static String vaultPath(String stack, TenantName tenant, SecretName secret) {
    return "tenantry/" + stack + "/" + namespace(tenant) + "/" + secret.value();
  }

  /** The Kubernetes authentication role of a tenant in Vault. */
  public static String vaultRole(String stack, TenantName tenant) {
    return "tenantry-" + stack + "-" + namespace(tenant);
  }

  /** The SecretStore through which one ServiceAccount reads from one provider. */
  public static String secretStore(String account, SecretProvider provider) {
    return account + "-" + provider.label();
  }

  /**
   * The ExternalSecret of one ServiceAccount and its Secret, at most {@link #DNS_LABEL_MAX}
   * characters.
   */
  public static String deliveredSecret(String account, SecretProvider provider, Delivery delivery) {
    return secretStore(account, provider) + "-" + delivery.label();
  }

  /**
   * The environment of a stack: what a tenant's id holds besides its name.
   *
   * <p>A stack is an environment of one cluster today. Stacks that share an environment must give
   * the same one here, or a tenant that moves between them would lose its data.
   */
  public static String environment(String stack) {
    return stack;
  }

  /** A tenant's login in PostgreSQL, at most 63 bytes (PostgreSQL's limit). */
  public static String login(TenantId tenant) {
    return "t_" + tenant.hex();
  }

  /** The NetworkPolicy of the callers of {@code what}. */
  public static String egressTo(String what) {
    return "egress-" + what;
  }

  /** The NetworkPolicy of {@code what} itself, which is called. */
  public static String ingressTo(String what) {
    return "ingress-" + what;
  }

  /** The logical name of the component of a shared Namespace; no tenant can have it. */
  public static String sharedNamespace(String namespace) {
    return "shared-" + namespace;
  }

  /** The RoleBinding that gives a Role to the tenant's groups. */
  public static String groupsOf(String role) {
    return role + "-groups";
  }

  /** The ValidatingAdmissionPolicy of a rule, and its binding. */
  public static String admissionPolicy(String rule) {
    return "tenantry-" + rule;
  }

  /** The PriorityClass of a tier's pods. */
  public static String priorityClass(Tier tier) {
    return "tenant-" + tier.label();
  }

  /** The FlowSchema of a tenant's requests to the API server. */
  public static String flowSchema(TenantName tenant) {
    return namespace(tenant);
  }

  /**
   * The logical name of a component's child. URNs hold parent types, not names, so it is needed.
   */
  public static String child(String component, String role) {
    return component + "-" + role;
  }
}
