package dev.tenantry.conform;

import static dev.tenantry.conform.Level.MUST;
import static dev.tenantry.conform.Level.SHOULD;
import static dev.tenantry.conform.Reach.NOWHERE;
import static dev.tenantry.conform.Reach.OUTSIDE;
import static dev.tenantry.conform.Reach.PROCESS;
import static dev.tenantry.contract.Mode.ORCHESTRATOR;
import static dev.tenantry.contract.Mode.TOOL;
import static dev.tenantry.contract.Mode.WORKER;

import dev.tenantry.contract.Mode;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The contract of an agent's image, rule by rule; docs/agent-contract.md is made from it.
 *
 * <p>What a rule demands is in {@code rules.yaml}. An id is never given to another rule: images and
 * reports refer to it.
 */
public enum Rule {
  ENVIRONMENT("C-ENV-1", MUST, PROCESS),
  SETTINGS_REFUSED("C-ENV-2", MUST, PROCESS),
  FEW_PLACES("C-FILE-1", MUST, PROCESS),
  MODEL_TOKEN_ROTATES("C-FILE-2", MUST, PROCESS, ORCHESTRATOR),
  CERTIFICATE_ROTATES("C-FILE-3", MUST, PROCESS, TOOL),
  OTHER_SECRETS_ROTATE("C-FILE-4", MUST, NOWHERE),
  ANY_USER("C-FILE-5", MUST, NOWHERE),
  ALIVE("C-HEALTH-1", MUST, OUTSIDE),
  ALIVE_ALONE("C-HEALTH-2", MUST, PROCESS, ORCHESTRATOR, WORKER),
  READY("C-READY-1", MUST, OUTSIDE),
  UNREADY("C-READY-2", MUST, PROCESS, WORKER),
  STARTED("C-START-1", MUST, OUTSIDE),
  STARTS_ALONE("C-START-2", MUST, PROCESS, WORKER),
  METRICS("C-METRICS-1", MUST, OUTSIDE),
  METRICS_APART("C-METRICS-2", MUST, OUTSIDE, ORCHESTRATOR),
  CHAT("C-CHAT-1", MUST, OUTSIDE, ORCHESTRATOR),
  CHAT_REMEMBERS("C-CHAT-2", MUST, PROCESS, ORCHESTRATOR),
  CHAT_COUNTS("C-CHAT-3", MUST, PROCESS, ORCHESTRATOR),
  CHAT_PROBLEMS("C-CHAT-4", MUST, OUTSIDE, ORCHESTRATOR),
  STREAM("C-STREAM-1", MUST, OUTSIDE, ORCHESTRATOR),
  STREAM_FLOWS("C-STREAM-2", MUST, PROCESS, ORCHESTRATOR),
  STREAM_ERROR("C-STREAM-3", MUST, PROCESS, ORCHESTRATOR),
  ONCE("C-IDEM-1", MUST, OUTSIDE, ORCHESTRATOR),
  ONCE_AT_ONCE("C-IDEM-2", MUST, PROCESS, ORCHESTRATOR),
  TOOL_CALLED("C-TOOLS-1", MUST, PROCESS, ORCHESTRATOR),
  TOOL_TOLD("C-TOOLS-2", MUST, PROCESS, ORCHESTRATOR),
  MODEL_CALLED("C-MODEL-1", MUST, PROCESS, ORCHESTRATOR),
  TOO_MANY("C-MODEL-2", MUST, PROCESS, ORCHESTRATOR),
  PATIENT("C-MODEL-3", MUST, PROCESS, ORCHESTRATOR),
  NEVER_AGAIN("C-MODEL-4", MUST, PROCESS, ORCHESTRATOR),
  TRIES_AGAIN("C-MODEL-5", SHOULD, PROCESS, ORCHESTRATOR),
  OVERLOAD("C-LOAD-1", MUST, PROCESS, ORCHESTRATOR),
  OVERLOAD_PROBES("C-LOAD-2", MUST, PROCESS, ORCHESTRATOR),
  TRACE_HANDED_ON("C-TRACE-1", MUST, PROCESS, ORCHESTRATOR),
  TRACE_ATTRIBUTES("C-TRACE-2", SHOULD, PROCESS, ORCHESTRATOR),
  TRACE_SILENT("C-TRACE-3", MUST, PROCESS, ORCHESTRATOR),
  TENANT("C-TENANT-1", MUST, PROCESS, ORCHESTRATOR),
  TENANT_ROWS("C-TENANT-2", MUST, NOWHERE),
  LOG("C-LOG-1", MUST, PROCESS),
  LOG_TRACE("C-LOG-2", MUST, PROCESS, ORCHESTRATOR),
  AUDIT("C-LOG-3", MUST, PROCESS, ORCHESTRATOR),
  AUDIT_TABLE("C-LOG-4", MUST, NOWHERE, ORCHESTRATOR),
  SECRET_LOGS("C-SECRET-1", MUST, PROCESS),
  SECRET_ANSWERS("C-SECRET-2", MUST, PROCESS),
  DRAIN_READY("C-DRAIN-1", MUST, PROCESS),
  DRAIN_REFUSES("C-DRAIN-2", MUST, PROCESS, ORCHESTRATOR),
  DRAIN_FINISHES("C-DRAIN-3", MUST, PROCESS, ORCHESTRATOR),
  DRAIN_IN_TIME("C-DRAIN-4", MUST, PROCESS),
  DRAIN_EXIT("C-DRAIN-5", MUST, PROCESS),
  KILL_REMEMBERS("C-KILL-1", MUST, PROCESS, ORCHESTRATOR),
  KILL_ONCE("C-KILL-2", MUST, PROCESS, ORCHESTRATOR),
  KILL_RESUMES("C-KILL-3", MUST, PROCESS, ORCHESTRATOR),
  KILL_ONE_STEP("C-KILL-4", MUST, PROCESS, ORCHESTRATOR),
  MCP("C-MCP-1", MUST, PROCESS, TOOL),
  MCP_NO_CERTIFICATE("C-MCP-2", MUST, PROCESS, TOOL),
  MCP_OTHER_AUTHORITY("C-MCP-3", MUST, PROCESS, TOOL),
  MCP_OTHER_CALLER("C-MCP-4", MUST, PROCESS, TOOL),
  MCP_WORK("C-MCP-5", MUST, NOWHERE, TOOL),
  QUEUE("C-QUEUE-1", MUST, NOWHERE, WORKER),
  QUEUE_LEASE("C-QUEUE-2", MUST, NOWHERE, WORKER),
  QUEUE_DRAIN("C-QUEUE-3", MUST, NOWHERE, WORKER);

  private final String id;
  private final Level level;
  private final Reach reach;
  private final Set<Mode> modes;

  /** Without modes it is a rule of every mode. */
  Rule(String id, Level level, Reach reach, Mode... modes) {
    this.id = id;
    this.level = level;
    this.reach = reach;
    this.modes = modes.length == 0 ? EnumSet.allOf(Mode.class) : EnumSet.copyOf(List.of(modes));
  }

  /** As it is written in the page and in reports, such as {@code C-HEALTH-1}. */
  public String id() {
    return id;
  }

  /** How binding it is. */
  public Level level() {
    return level;
  }

  /** From where it can be checked. */
  public Reach reach() {
    return reach;
  }

  /** Whose rule it is. */
  public Set<Mode> modes() {
    return EnumSet.copyOf(modes);
  }

  /** What must hold, in one sentence. */
  public String demand() {
    return RuleTexts.of(this).demand();
  }

  /** How it is checked; where it is not, why not. */
  public String check() {
    return RuleTexts.of(this).check();
  }
}
