package dev.tenantry.agent;

import dev.tenantry.config.AgentName;
import dev.tenantry.config.PinnedImage;
import dev.tenantry.config.ToolName;
import dev.tenantry.config.WorkloadConfig;
import dev.tenantry.contract.Mode;
import dev.tenantry.kubernetes.LitestreamSidecar;
import dev.tenantry.naming.AgentNames;
import dev.tenantry.naming.Labels;
import dev.tenantry.naming.Names;
import dev.tenantry.naming.PodRole;
import dev.tenantry.naming.TenantPort;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One Deployment of an agent, as the domain sees it.
 *
 * @param mode what its containers are started as
 * @param agent whose it is
 * @param tool which tool it serves; present for mode tool only
 * @param image what it runs
 * @param size how many pods, and what each of them gets
 * @param settings the file that its containers read
 * @param longestSeconds what a turn, call or task may take
 * @param sidecar what its pods add for a SQLite file; then there is never more than one
 * @param queue whether it signs in to the tenant's queue: to take tasks, or to give its worker some
 */
record Workload(
    Mode mode,
    AgentName agent,
    Optional<ToolName> tool,
    PinnedImage image,
    WorkloadConfig size,
    String settings,
    int longestSeconds,
    Optional<LitestreamSidecar> sidecar,
    boolean queue) {
  /** What the process has besides its longest turn to close what it has open. */
  private static final int CLOSING_SECONDS = 10;

  /** What a pod has besides, until it is killed. */
  private static final int MARGIN_SECONDS = 5;

  /** Until the last sender has learnt that the pod goes; a few seconds (workloads.md C4). */
  static final int PRE_STOP_SECONDS = 5;

  /** The Deployment, and what belongs to it. */
  String name() {
    return switch (mode) {
      case ORCHESTRATOR -> AgentNames.orchestrator(agent);
      case TOOL -> AgentNames.tool(agent, tool.orElseThrow());
      case WORKER -> AgentNames.worker(agent);
    };
  }

  /** The logical name of what is declared for it. */
  String logicalName(String tenant) {
    return switch (mode) {
      case ORCHESTRATOR, TOOL -> Names.child(tenant, name());
      case WORKER -> AgentNames.workerChild(tenant, agent);
    };
  }

  /** The ServiceAccount: a worker acts as its agent. */
  String account() {
    return switch (mode) {
      case ORCHESTRATOR, WORKER -> Names.serviceAccount(agent);
      case TOOL -> Names.serviceAccount(agent, tool.orElseThrow());
    };
  }

  PodRole role() {
    return switch (mode) {
      case ORCHESTRATOR -> PodRole.ORCHESTRATOR;
      case TOOL -> PodRole.TOOL;
      case WORKER -> PodRole.WORKER;
    };
  }

  /** What tells its pods from others of the Namespace. */
  Map<String, String> selector() {
    Map<String, String> labels = new TreeMap<>();
    labels.put(Labels.AGENT, agent.value());
    labels.put(Labels.ROLE, role().label());
    tool.ifPresent(one -> labels.put(Labels.TOOL, one.value()));
    return labels;
  }

  /** The file's name in the agent's ConfigMap. */
  String settingsKey() {
    return tool.map(one -> mode.label() + "-" + one).orElse(mode.label()) + ".json";
  }

  /** The TCP port that others call; a worker calls and is not called. */
  Optional<Integer> port() {
    return switch (mode) {
      case ORCHESTRATOR -> Optional.of(TenantPort.ENTRY.port());
      case TOOL -> Optional.of(Names.TOOL_PORT);
      case WORKER -> Optional.empty();
    };
  }

  /** Seconds from the signal to end until the process has ended. */
  int shutdownSeconds() {
    return longestSeconds + CLOSING_SECONDS;
  }

  /** Seconds from the decision that a pod goes until it is killed. */
  int graceSeconds() {
    return PRE_STOP_SECONDS + shutdownSeconds() + MARGIN_SECONDS;
  }
}
