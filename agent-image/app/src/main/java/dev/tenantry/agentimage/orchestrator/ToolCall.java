package dev.tenantry.agentimage.orchestrator;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.tenantry.agentimage.store.Lease;
import dev.tenantry.agentimage.store.NamedId;
import java.util.UUID;

/**
 * A tool's call in a turn.
 *
 * @param lease of the turn
 * @param step whose number the call belongs to
 * @param index among the calls of the step
 * @param request as the model wrote it
 */
record ToolCall(Lease lease, int step, int index, ToolExecutionRequest request) {
  /** The same whenever this call is made again. */
  UUID id() {
    return NamedId.of("call", lease.turn(), step, index);
  }
}
