package dev.tenantry.config;

import java.util.List;
import java.util.TreeSet;

/**
 * One agent.
 *
 * @param tools the tools that it may call, sorted, each once; may be empty
 */
public record AgentConfig(
    @Key("Tools that the agent may call; each pair of agent and tool gets a ServiceAccount.")
        List<ToolName> tools) {
  /**
   * Sorts the tools.
   *
   * @throws IllegalArgumentException if a tool occurs twice
   */
  public AgentConfig {
    var sorted = new TreeSet<>(tools);
    if (sorted.size() != tools.size()) {
      throw new IllegalArgumentException("a tool occurs twice in " + tools);
    }
    tools = List.copyOf(sorted);
  }
}
