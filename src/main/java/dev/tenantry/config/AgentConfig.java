package dev.tenantry.config;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * One agent.
 *
 * @param tools the tools that it may call, sorted, each once; may be empty
 * @param image what runs it; empty for the platform's
 * @param model what it asks for; empty for the platform's
 * @param systemPrompt what the model is told first; empty for a general one
 * @param worker whether it has a worker
 * @param turns what one turn may use, and how many run at once in one pod
 */
public record AgentConfig(
    @Key("Tools that the agent may call; each pair of agent and tool gets a ServiceAccount.")
        List<ToolName> tools,
    @Key(
            "Image of its orchestrator and its worker, named by its digest and in one of"
                + " admission.registries; by default agents.image of the platform.")
        Optional<PinnedImage> image,
    @Key("The model that it asks for, one of the platform's; by default agents.model there.")
        Optional<ModelName> model,
    @Key("What the model is told first, 1 to 8000 characters.") Optional<Prompt> systemPrompt,
    @Key(
            "queue: a worker takes tasks from the agent's queue, and sleeps while it is empty."
                + " none: the agent has no worker.")
        AgentWorker worker,
    @Key("What one turn may use, and how many run at once in one pod.") TurnConfig turns) {
  /** It costs nothing while it sleeps, and its room is in every tier's quota. */
  public static final AgentWorker DEFAULT_WORKER = AgentWorker.QUEUE;

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

  /** Whether it has a worker. */
  public boolean hasWorker() {
    return worker == AgentWorker.QUEUE;
  }
}
