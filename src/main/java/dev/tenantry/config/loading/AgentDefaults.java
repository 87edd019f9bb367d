package dev.tenantry.config.loading;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.config.AgentConfig;
import dev.tenantry.config.AgentsConfig;
import dev.tenantry.config.ToolConfig;
import dev.tenantry.config.TurnConfig;

/** What files need not say of agents and tools, and what stands for what was refused. */
final class AgentDefaults {
  private static final String AGENTS = "agents";

  private AgentDefaults() {}

  /** Fills the section of platform.yaml, if it has one. */
  static void fillPlatform(ObjectNode platform) {
    if (platform.path(AGENTS) instanceof ObjectNode agents) {
      absent(agents, "runner", AgentsConfig.DEFAULT_RUNNER.label());
      absent(agents, "scaling", AgentsConfig.DEFAULT_SCALING.label());
      absent(agents, "identityDomain", platform.path("admission").path("domain").asText());
    }
  }

  /** Fills every agent and every tool of a tenant's file. */
  static void fillTenant(ObjectNode tenant) {
    for (JsonNode agent : tenant.path(AGENTS)) {
      absent((ObjectNode) agent, "worker", AgentConfig.DEFAULT_WORKER.label());
      turns(((ObjectNode) agent).withObject("/turns"));
    }
    for (JsonNode tool : tenant.path("tools")) {
      absent((ObjectNode) tool, "seconds", ToolConfig.DEFAULT_SECONDS);
      absent((ObjectNode) tool, "rows", ToolConfig.DEFAULT_ROWS);
    }
  }

  private static void turns(ObjectNode turns) {
    absent(turns, "steps", TurnConfig.DEFAULT.steps());
    absent(turns, "tokens", TurnConfig.DEFAULT.tokens());
    absent(turns, "seconds", TurnConfig.DEFAULT.seconds());
    absent(turns, "toolBytes", TurnConfig.DEFAULT.toolBytes());
    absent(turns, "concurrent", TurnConfig.DEFAULT.concurrent());
    absent(turns, "waiting", TurnConfig.DEFAULT.waiting());
  }

  private static void absent(ObjectNode node, String key, String value) {
    if (!node.has(key)) {
      node.put(key, value);
    }
  }

  private static void absent(ObjectNode node, String key, int value) {
    if (!node.has(key)) {
      node.put(key, value);
    }
  }
}
