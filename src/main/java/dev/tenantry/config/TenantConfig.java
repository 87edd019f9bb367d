package dev.tenantry.config;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One tenant: its file with every default filled in.
 *
 * @param name the file's name without {@code .yaml}
 * @param tier the preset that fills absent quota and limit keys
 * @param costCentre who pays
 * @param ring when the tenant receives a change
 * @param quota totals of the tenant's namespace
 * @param limitRange bounds of one container and one claim
 * @param workloads how large each kind of workload may get
 * @param groups the people who may use the namespace; empty lets nobody in
 * @param runtimeClasses what the tenant's pods may name besides gvisor
 * @param agents the tenant's agents, sorted by name; may be empty
 * @param tools what serves the tools that the agents name, by name
 * @param allowedHosts external hosts that the tenant's pods may reach on port 443
 * @param allowedRanges external endpoints without a name
 * @param data where the tenant's data lies
 * @param secrets the tenant's secrets, sorted by name, without their values
 */
public record TenantConfig(
    TenantName name,
    @Key(
            value = "Separation and size; its preset fills every absent quota and limit key.",
            required = true)
        Tier tier,
    @Key(value = "Who pays: a label on everything that the tenant runs.", required = true)
        LabelValue costCentre,
    @Key("When the tenant receives a change: canary first, broad last.") Ring ring,
    @Key("Totals of the tenant's namespace.") QuotaConfig quota,
    @Key("Bounds and defaults of one container and of one volume claim.")
        LimitRangeConfig limitRange,
    @Key(
            "How large each kind of workload may get. At their largest, in the middle of a rollout,"
                + " all of them together must fit into the quota.")
        WorkloadsConfig workloads,
    @Key("Who may use the tenant's namespace, by role; docs/access.md says what each may do.")
        GroupsConfig groups,
    @Key(
            "RuntimeClasses besides `gvisor` that the tenant's pods may name, each one of the"
                + " platform's admission.runtimeClasses.")
        List<LabelValue> runtimeClasses,
    @Key("The tenant's agents by name; each gets a ServiceAccount of its own.")
        SortedMap<AgentName, AgentConfig> agents,
    @Key("What serves the tools that agents name; `search` and `sql` need no entry.")
        SortedMap<ToolName, ToolConfig> tools,
    @Key(
            "External hosts that the tenant's pods may reach, on TCP port 443. `*.example.com`"
                + " matches one label. Models are reached through the AI gateway only.")
        List<HostName> allowedHosts,
    @Key("External endpoints without a name that the tenant's pods may reach.")
        List<AllowedRange> allowedRanges,
    @Key("Where the tenant's data lies; docs/data.md.") DataConfig data,
    @Key("The tenant's secrets by name; their values are in no file. docs/secrets.md.")
        SortedMap<SecretName, SecretConfig> secrets) {
  /** A tenant that says nothing must not be the first to meet a change. */
  public static final Ring DEFAULT_RING = Ring.BROAD;

  /** Copies the collections. */
  public TenantConfig {
    agents = Collections.unmodifiableSortedMap(new TreeMap<>(agents));
    tools = Collections.unmodifiableSortedMap(new TreeMap<>(tools));
    // In the order of the file, so that a problem is shown at its item.
    runtimeClasses = List.copyOf(runtimeClasses);
    allowedHosts = List.copyOf(allowedHosts);
    allowedRanges = List.copyOf(allowedRanges);
    secrets = Collections.unmodifiableSortedMap(new TreeMap<>(secrets));
  }

  /** Reports what is wrong between keys, and between the tenant and the platform. */
  public void validate(KeyPath here, PlatformConfig platform, Problems out) {
    quota.validate(here.key("quota"), out);
    limitRange.validate(here.key("limitRange"), quota, here.key("quota"), out);
    workloads.validate(here.key("workloads"), limitRange, here.key("limitRange"), out);
    new WorkloadSum(workloads, agents, data).validate(here, quota, out);
    validateRuntimeClasses(here.key("runtimeClasses"), platform.admission(), out);
    groups.validate(here.key("groups"), out);
    platform.tenantLimits().validate(here, quota, out);
    NetworkConfig network = platform.cluster().network();
    validateHosts(here.key("allowedHosts"), network.datapath(), out);
    Map<String, Ipv4Range> own = platform.ownRanges();
    for (int i = 0; i < allowedRanges.size(); i++) {
      allowedRanges.get(i).validate(here.key("allowedRanges").item(i), own, out);
    }
    KeyPath secretsKey = here.key("secrets");
    secrets.forEach(
        (name, secret) -> secret.validate(secretsKey.key(name.value()), agents, platform, out));
    validateSecretQuota(here, platform, out);
    data.validate(here, this, platform, out);
    tools.forEach((name, tool) -> tool.validate(here.key("tools").key(name.value()), name, out));
    platform.agents().ifPresent(shared -> new AgentCheck(this, shared).run(here, platform, out));
  }

  /**
   * What serves a tool, by its entry or by its name.
   *
   * @return empty if it has no entry and its name is none of the reference image's
   */
  public Optional<ToolConfig> tool(ToolName name) {
    return Optional.ofNullable(tools.get(name))
        .map(tool -> tool.named(name))
        .or(() -> ToolConfig.byName(name));
  }

  /** The agents' ServiceAccounts: one for each agent and one for each of its tools. */
  long accounts() {
    return agents.values().stream().mapToLong(agent -> 1 + agent.tools().size()).sum();
  }

  /** Each reader's secrets of one provider become one Secret of files and one of variables. */
  private void validateSecretQuota(KeyPath here, PlatformConfig platform, Problems out) {
    long ofSecrets =
        secrets.values().stream()
            .flatMap(one -> one.readers().stream().map(by -> List.of(by, one.provider(), one.as())))
            .distinct()
            .count();
    long ofAgents =
        platform.agents().map(shared -> new AgentCheck(this, shared).secrets()).orElse(0L);
    long objects = ofSecrets + credentials(platform.database()) + ofAgents;
    if (objects > quota.objects().secrets()) {
      out.addBetween(
          Rule.OBJECTS_ABOVE_QUOTA,
          List.of(here.key("secrets"), here.key("quota").key("objects").key("secrets")),
          "the readers of secrets and of credentials need "
              + objects
              + " Secrets, but quota.objects.secrets allows "
              + quota.objects().secrets(),
          "raise it, or name fewer readers");
    }
  }

  /** In a cluster each agent and each tool has a Secret of its own with the credential. */
  private long credentials(DatabaseConfig database) {
    if (data.postgresConnections() == 0) {
      return 0;
    }
    return switch (database.runner()) {
      case LOCAL -> 1;
      case CLUSTER -> accounts();
    };
  }

  private void validateRuntimeClasses(KeyPath here, AdmissionConfig platform, Problems out) {
    for (int i = 0; i < runtimeClasses.size(); i++) {
      LabelValue name = runtimeClasses.get(i);
      if (!platform.runtimeClasses().contains(name)) {
        out.add(
            Rule.RUNTIME_CLASS_NOT_OFFERED,
            here.item(i),
            "the platform does not offer the RuntimeClass " + name,
            "add it to admission.runtimeClasses in " + out.platformFile());
      }
    }
  }

  private void validateHosts(KeyPath here, Datapath datapath, Problems out) {
    if (!allowedHosts.isEmpty() && datapath != Datapath.V2) {
      out.add(
          Rule.HOSTS_NEED_DATAPATH_V2,
          here,
          "host names need datapath v2, but the cluster has " + datapath,
          "use allowedRanges, or change cluster.network.datapath in " + out.platformFile());
    }
    for (int i = 0; i < allowedHosts.size(); i++) {
      ForbiddenHosts.validate(allowedHosts.get(i), here.item(i), out);
    }
  }
}
