package dev.tenantry.config;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How large each kind of a tenant's workloads may get.
 *
 * @param orchestrator one for each agent
 * @param tool one for each pair of agent and tool
 * @param worker one for each agent
 * @param job all Jobs of the tenant together: migrations, ingestion, backups
 */
public record WorkloadsConfig(
    @Key("Runs an agent's conversations; one for each agent.") WorkloadConfig orchestrator,
    @Key("Runs one tool of one agent.") WorkloadConfig tool,
    @Key("Works through an agent's queue; one for each agent.") WorkloadConfig worker,
    @Key("All Jobs together, such as migrations and backups.") WorkloadConfig job) {
  /** Each kind by its key. */
  Map<String, WorkloadConfig> byKind() {
    Map<String, WorkloadConfig> all = new LinkedHashMap<>();
    all.put("orchestrator", orchestrator);
    all.put("tool", tool);
    all.put("worker", worker);
    all.put("job", job);
    return all;
  }

  /** Reports pods that the LimitRange found at {@code rangePath} would refuse. */
  public void validate(KeyPath here, LimitRangeConfig range, KeyPath rangePath, Problems out) {
    byKind()
        .forEach(
            (kind, one) ->
                one.validate(here.key(kind), range.container(), rangePath.key("container"), out));
  }
}
