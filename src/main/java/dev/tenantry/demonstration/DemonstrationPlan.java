package dev.tenantry.demonstration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tenantry.config.AgentsConfig;
import dev.tenantry.config.StackConfig;
import dev.tenantry.naming.Names;
import dev.tenantry.naming.TenantId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Which processes show a stack's agents on one machine; holds no secret. */
public final class DemonstrationPlan {
  /**
   * Exported once all of it runs: {@code tenant/agent=URL} of each orchestrator, with blanks
   * between.
   */
  public static final String AGENTS = "TENANTRY_AGENTS";

  /** Exported with it: what answers in place of a model. */
  public static final String MODEL = "TENANTRY_MODEL";

  private final List<PlannedProcess> processes = new ArrayList<>();
  private final List<String> addresses = new ArrayList<>();

  private DemonstrationPlan() {}

  /**
   * The simulator, and the processes of one agent for each tenant.
   *
   * @param stack whose platform.yaml has {@code agents}
   */
  public static DemonstrationPlan of(StackConfig stack, Surroundings around) {
    var plan = new DemonstrationPlan();
    AgentsConfig shared = stack.platform().agents().orElseThrow();
    Set<String> models = new TreeSet<>();
    for (DemonstratedAgent agent : DemonstratedAgent.of(stack)) {
      String environment = Names.environment(stack.stack());
      TenantId id = TenantId.of(environment, agent.tenant().name());
      var workloads = new AgentWorkloads(agent, shared, id, around);
      models.addAll(workloads.models());
      plan.processes.addAll(workloads.processes());
      String port = PlannedProcess.port(workloads.orchestratorName());
      plan.addresses.add(agent + "=http://127.0.0.1:" + port);
    }
    if (!models.isEmpty()) {
      plan.processes.add(0, Simulator.process(models));
    }
    return plan;
  }

  /** The plan as the local environment reads it. */
  public String json() {
    Map<String, Object> exports = new LinkedHashMap<>();
    exports.put(AGENTS, String.join(" ", addresses));
    exports.put(MODEL, "simulator " + Simulator.BASE_URL);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("processes", processes.stream().map(PlannedProcess::json).toList());
    json.put("exports", exports);
    try {
      return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("plain maps and lists", e);
    }
  }
}
