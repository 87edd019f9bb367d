package dev.tenantry.agentimage;

import dev.tenantry.contract.ModelSettings;
import dev.tenantry.contract.OrchestratorSettings;
import dev.tenantry.contract.ToolEndpoint;
import dev.tenantry.contract.TurnLimits;
import java.util.List;

/** Settings as tests need them. */
public final class Settings {
  public static final ModelSettings MODEL =
      new ModelSettings("chat-default", "embed-default", 200, 20);

  private Settings() {}

  public static OrchestratorSettings orchestrator(ToolEndpoint... tools) {
    return orchestrator(new TurnLimits(6, 32_000, 30, 4_096, 4, 4), tools);
  }

  public static OrchestratorSettings orchestrator(TurnLimits limits, ToolEndpoint... tools) {
    return new OrchestratorSettings("You help.", MODEL, List.of(tools), limits);
  }
}
