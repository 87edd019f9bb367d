package dev.tenantry.config;

import dev.tenantry.contract.Variable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is wrong between a tenant's agents and the platform that runs them. */
final class AgentCheck {
  /** cert-manager keeps a new key in a Secret of its own until its certificate is there. */
  private static final int SECRETS_OF_A_CERTIFICATE = 2;

  /** The tenant's own authority has a certificate as well. */
  private static final int AUTHORITIES = 1;

  /** Kubernetes puts its own certificate into each Namespace. */
  private static final int CONFIG_MAPS_OF_KUBERNETES = 1;

  private final TenantConfig tenant;
  private final AgentsConfig shared;

  AgentCheck(TenantConfig tenant, AgentsConfig shared) {
    this.tenant = tenant;
    this.shared = shared;
  }

  /** Reports every problem; sizes only where pods are declared. */
  void run(KeyPath here, PlatformConfig platform, Problems out) {
    tenant
        .agents()
        .forEach(
            (name, agent) -> agent(here.key("agents").key(name.value()), agent, platform, out));
    tenant
        .tools()
        .forEach(
            (name, tool) ->
                tool.image()
                    .ifPresent(
                        image ->
                            AgentsConfig.requireRegistry(
                                here.key("tools").key(name.value()).key("image"),
                                image,
                                platform.admission(),
                                out)));
    hiddenSecrets(here.key("secrets"), out);
    if (shared.isDeclared()) {
      sizes(here, out);
      objects(here, out);
    }
  }

  private void agent(KeyPath here, AgentConfig agent, PlatformConfig platform, Problems out) {
    agent
        .model()
        .ifPresent(one -> AgentsConfig.requireModel(here.key("model"), one, platform, out));
    agent
        .image()
        .ifPresent(
            one -> AgentsConfig.requireRegistry(here.key("image"), one, platform.admission(), out));
    // At the list: the record's tools are sorted, the file's need not be.
    agent.tools().forEach(name -> tool(here.key("tools"), name, out));
    if (hasNoPostgres() && agent.hasWorker() && agent.image().isEmpty()) {
      out.addBetween(
          Rule.AGENT_NEEDS_POSTGRES,
          List.of(here.key("worker"), here, KeyPath.of("data", "mode"), KeyPath.of("tier")),
          "the reference image's worker keeps what it reads in PostgreSQL, but the tenant has none",
          "say worker: none, or give the agent an image of its own");
    }
  }

  private void tool(KeyPath at, ToolName name, Problems out) {
    if (tenant.tool(name).isEmpty()) {
      out.add(
          Rule.TOOL_UNCLEAR,
          at,
          "nothing serves the tool " + Words.quote(name.value()),
          "describe it under tools, with a kind or an image");
    } else if (hasNoPostgres() && tenant.tool(name).get().kind().isPresent()) {
      out.addBetween(
          Rule.AGENT_NEEDS_POSTGRES,
          List.of(at, KeyPath.of("data", "mode"), KeyPath.of("tier")),
          "the reference image's tools read PostgreSQL, but the tenant has none",
          "give the tool an image of its own, under tools");
    }
  }

  private boolean hasNoPostgres() {
    return tenant.data().postgresConnections() == 0;
  }

  /** A variable of the contract is stated, and what is stated beats what comes from a Secret. */
  private void hiddenSecrets(KeyPath here, Problems out) {
    tenant
        .secrets()
        .forEach(
            (name, secret) -> {
              boolean hidden =
                  secret.as() == Delivery.ENV
                      && Arrays.stream(Variable.values())
                          .anyMatch(one -> one.name().equals(name.variable()));
              if (hidden) {
                out.add(
                    Rule.SECRET_HIDDEN_BY_VARIABLE,
                    here.key(name.value()),
                    "the variable " + name.variable() + " is one that every agent has already",
                    "give the secret another name, or say as: files");
              }
            });
  }

  /** An orchestrator and a worker may sleep, as something wakes them; a tool has nobody. */
  private void sizes(KeyPath here, Problems out) {
    WorkloadsConfig sizes = tenant.workloads();
    boolean tools = tenant.agents().values().stream().anyMatch(one -> !one.tools().isEmpty());
    boolean workers = tenant.agents().values().stream().anyMatch(AgentConfig::hasWorker);
    if (!tenant.agents().isEmpty()) {
      most(here, "orchestrator", sizes.orchestrator(), out);
    }
    if (workers) {
      most(here, "worker", sizes.worker(), out);
    }
    if (tools && sizes.tool().replicas().min() == 0) {
      KeyPath at = here.key("workloads").key("tool").key("replicas").key("min");
      out.addInherited(
          Rule.WITHOUT_REPLICAS,
          at,
          here.key("tier"),
          "a tool cannot sleep: nothing would wake it when an agent calls",
          "say at least 1");
    }
  }

  private void most(KeyPath here, String kind, WorkloadConfig size, Problems out) {
    if (size.replicas().max() == 0) {
      KeyPath at = here.key("workloads").key(kind).key("replicas").key("max");
      out.addInherited(
          Rule.WITHOUT_REPLICAS,
          at,
          here.key("tier"),
          "with at most 0 pods no agent would ever have its " + kind,
          "say at least 1; min: 0 lets it sleep");
    }
  }

  private void objects(KeyPath here, Problems out) {
    Map<String, long[]> needs = new LinkedHashMap<>();
    ObjectQuota has = tenant.quota().objects();
    needs.put("services", new long[] {tenant.accounts(), has.services()});
    needs.put(
        "configMaps",
        new long[] {tenant.agents().size() + CONFIG_MAPS_OF_KUBERNETES, has.configMaps()});
    needs.forEach(
        (key, numbers) -> {
          if (numbers[0] > numbers[1]) {
            List<KeyPath> paths = new ArrayList<>();
            paths.add(here.key("quota").key("objects").key(key));
            paths.add(here.key("agents"));
            out.addBetween(
                Rule.OBJECTS_ABOVE_QUOTA,
                paths,
                String.format(
                    "the agents and their tools need %d %s, but quota.objects.%s allows %d",
                    numbers[0], key, key, numbers[1]),
                "raise it, or have fewer agents or tools");
          }
        });
  }

  /** The Secrets of certificates and of queues; none where no pod is declared. */
  long secrets() {
    if (!shared.isDeclared() || tenant.agents().isEmpty()) {
      return 0;
    }
    return SECRETS_OF_A_CERTIFICATE * (tenant.accounts() + AUTHORITIES) + workers(tenant);
  }

  /** Who reads a tenant's credential for its queues, where Secret Manager keeps it. */
  static long queueReaders(TenantConfig tenant, PlatformConfig platform) {
    return platform.agents().filter(AgentsConfig::isDeclared).isPresent() ? workers(tenant) : 0;
  }

  private static long workers(TenantConfig tenant) {
    return tenant.agents().values().stream().filter(AgentConfig::hasWorker).count();
  }
}
