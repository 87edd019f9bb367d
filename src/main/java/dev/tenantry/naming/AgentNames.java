package dev.tenantry.naming;

import dev.tenantry.config.AgentName;
import dev.tenantry.config.DomainName;
import dev.tenantry.config.TenantName;
import dev.tenantry.config.ToolName;

/**
 * As {@link Names}: the names of what runs a tenant's agents, in the tenant's Namespace.
 *
 * <p>An orchestrator and a tool are called as their ServiceAccounts.
 */
public final class AgentNames {
  /** The issuer of the tenant's own authority, which signs itself. */
  public static final String SELF_SIGNED = "agents-self-signed";

  /** The tenant's own authority: its issuer, its certificate and the Secret with its key. */
  public static final String AUTHORITY = "agents-authority";

  /** The PodMonitoring of all pods of a tenant's agents. */
  public static final String MONITORING = "agents";

  /** The key of a queue's Secret with what NATS takes as credentials. */
  public static final String QUEUE_CREDENTIALS = "credentials";

  /** The key of the same Secret with the public key of the tenant's account. */
  public static final String QUEUE_ACCOUNT = "account";

  /** The TCP port of NATS' monitoring. */
  public static final int QUEUE_MONITORING_PORT = 8222;

  private AgentNames() {}

  /** The Deployment and Service of an agent's orchestrator, and the ConfigMap of all its parts. */
  public static String orchestrator(AgentName agent) {
    return Names.serviceAccount(agent);
  }

  /** The Deployment and Service of one tool as used by one agent. */
  public static String tool(AgentName agent, ToolName tool) {
    return Names.serviceAccount(agent, tool);
  }

  /**
   * The Deployment and ScaledObject of an agent's worker.
   *
   * <p>Not {@code agent-<agent>-worker}: that is the orchestrator of agent {@code <agent>-worker}.
   */
  public static String worker(AgentName agent) {
    return "worker-" + agent.value();
  }

  /**
   * The logical name of what is an agent's worker's: the dot, which no name has, tells it apart
   * from other agents' and other tenants'.
   */
  public static String workerChild(String tenant, AgentName agent) {
    return Names.child(tenant, Names.serviceAccount(agent)) + ".worker";
  }

  /** The Certificate of a ServiceAccount, and its Secret. */
  public static String certificate(String account) {
    return account + "-tls";
  }

  /** The SecretStore, ExternalSecret and Secret through which an agent's worker gets its queue. */
  public static String queueSecret(AgentName agent) {
    return Names.serviceAccount(agent) + "-queue";
  }

  /**
   * What a tenant's workers sign in with to the queues, in Google Secret Manager: JSON with the
   * keys {@link #QUEUE_CREDENTIALS} and {@link #QUEUE_ACCOUNT}.
   *
   * <p>The second underscore keeps it apart from every secret of the tenant's file.
   */
  public static String cloudQueueCredential(TenantName tenant) {
    return Names.namespace(tenant) + "_queue_credential";
  }

  /** The subject of an agent's tasks, in the tenant's own account. */
  public static String queueSubject(AgentName agent) {
    return Names.serviceAccount(agent);
  }

  /** Where a Service of a tenant answers, inside of the cluster. */
  public static String host(TenantName tenant, String service) {
    return service + "." + Names.namespace(tenant) + ".svc";
  }

  /** Who a ServiceAccount is in its certificate (SPIFFE ID). */
  public static String identity(DomainName domain, TenantName tenant, String account) {
    return "spiffe://" + domain + "/ns/" + Names.namespace(tenant) + "/sa/" + account;
  }

  /** The name under which users reach an agent: below the tenant's own domain. */
  public static String publicHost(DomainName domain, TenantName tenant, AgentName agent) {
    return agent + "." + tenant + "." + domain;
  }
}
