package dev.tenantry.contract;

import java.util.List;

/**
 * Settings of mode {@code orchestrator}.
 *
 * @param systemPrompt what the model is told first
 * @param model which models
 * @param tools what it may call
 * @param limits of one turn, and of turns at once
 */
public record OrchestratorSettings(
    @Described("What the model is told first.") String systemPrompt,
    @Described("Which models.") ModelSettings model,
    @Described("Tools that the agent may call.") List<ToolEndpoint> tools,
    @Described("What one turn may use, and how many run at once.") TurnLimits limits) {
  /** Copies the tools. */
  public OrchestratorSettings {
    tools = List.copyOf(tools);
  }
}
