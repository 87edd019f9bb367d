package dev.tenantry.settings;

import dev.tenantry.config.AgentConfig;
import dev.tenantry.config.AgentName;
import dev.tenantry.config.AgentRunner;
import dev.tenantry.config.AgentsConfig;
import dev.tenantry.config.ModelName;
import dev.tenantry.config.TenantConfig;
import dev.tenantry.config.ToolConfig;
import dev.tenantry.config.ToolName;
import dev.tenantry.contract.ModelSettings;
import dev.tenantry.contract.OrchestratorSettings;
import dev.tenantry.contract.OwnToolSettings;
import dev.tenantry.contract.ToolEndpoint;
import dev.tenantry.contract.ToolKind;
import dev.tenantry.contract.ToolSettings;
import dev.tenantry.contract.WorkerSettings;
import dev.tenantry.naming.AgentNames;
import dev.tenantry.naming.Names;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What each part of a tenant's agents is told, in the words of the contract.
 *
 * <p>Pure: the same files give the same settings, whether a pod or a local process reads them. An
 * agent or tool that the tenant does not have is an {@link IllegalArgumentException}.
 *
 * @param tenant the tenant's file
 * @param shared what all agents share
 */
public record AgentSettings(TenantConfig tenant, AgentsConfig shared) {
  /** Tokens of one answer: a long one; whoever wants more says so in the turn's tokens. */
  static final int ANSWER_TOKENS = 2048;

  /** Longer than a request may wait for a model server (60 s, see inference.PickerConfig). */
  static final int MODEL_SILENCE_SECONDS = 90;

  /** Tasks at once: they wait for the embedding model, and share 256 MiB with it. Assumed. */
  static final int WORKER_TASKS = 4;

  /** Twenty times as long as the calls with which a worker reports that it still works. */
  static final int LEASE_SECONDS = 60;

  /** A task that failed this often fails for a reason of its own. */
  static final int ATTEMPTS = 5;

  /** About 500 tokens: one thought, and small enough for every embedding model. */
  static final int CHUNK_CHARACTERS = 2000;

  private static final String GENERAL_PROMPT =
      "You are %s, an assistant. Answer from what your tools find, and say so when they find"
          + " nothing.";

  /**
   * The settings of an agent's orchestrator.
   *
   * @param urls where each of its tools answers
   */
  public OrchestratorSettings orchestrator(AgentName name, Function<ToolName, String> urls) {
    return orchestrator(name, urls, agent(name).tools());
  }

  /**
   * The settings of an agent's orchestrator where not all of its tools run.
   *
   * @param urls where each of them answers
   * @param running those that run
   */
  public OrchestratorSettings orchestrator(
      AgentName name, Function<ToolName, String> urls, List<ToolName> running) {
    AgentConfig agent = agent(name);
    List<ToolEndpoint> tools =
        running.stream()
            .map(tool -> new ToolEndpoint(tool.value(), urls.apply(tool), config(tool).seconds()))
            .toList();
    return new OrchestratorSettings(
        agent
            .systemPrompt()
            .map(prompt -> prompt.value())
            .orElse(String.format(GENERAL_PROMPT, name)),
        model(agent, embeddingModel()),
        tools,
        agent.turns().limits());
  }

  /** The settings of a tool that the reference image serves; empty for one with its own image. */
  public Optional<ToolSettings> tool(AgentName name, ToolName tool) {
    ToolConfig config = config(tool);
    return config
        .kind()
        .map(
            kind ->
                new ToolSettings(
                    kind,
                    callers(name),
                    model(agent(name), embeddingFor(kind)),
                    config.seconds(),
                    config.rows()));
  }

  /** The settings of a tool with an image of its own; empty for one of the reference image. */
  public Optional<OwnToolSettings> ownTool(AgentName name, ToolName tool) {
    ToolConfig config = config(tool);
    return config
        .image()
        .map(image -> new OwnToolSettings(callers(name), config.seconds(), config.rows()));
  }

  /** The settings of an agent's worker; empty if it has none. */
  public Optional<WorkerSettings> worker(AgentName name) {
    AgentConfig agent = agent(name);
    return agent.hasWorker()
        ? Optional.of(
            new WorkerSettings(
                model(agent, embeddingModel()),
                WORKER_TASKS,
                LEASE_SECONDS,
                ATTEMPTS,
                CHUNK_CHARACTERS))
        : Optional.empty();
  }

  /** Who an agent is in its certificate, and so who may call its tools. */
  public String identity(AgentName name) {
    return identity(Names.serviceAccount(name));
  }

  /** Who a tool as used by an agent is in its certificate. */
  public String identity(AgentName name, ToolName tool) {
    return identity(Names.serviceAccount(name, tool));
  }

  /** Who a ServiceAccount of the tenant is in its certificate. */
  public String identity(String account) {
    return AgentNames.identity(shared.identityDomain(), tenant.name(), account);
  }

  /** Seconds that the longest turn of an agent, or task of its worker, may take. */
  public int longestTurn(AgentName name) {
    return Math.max(agent(name).turns().seconds(), LEASE_SECONDS);
  }

  /** What the file says of an agent. */
  public AgentConfig agent(AgentName name) {
    return Optional.ofNullable(tenant.agents().get(name))
        .orElseThrow(() -> new IllegalArgumentException(tenant.name() + " has no agent " + name));
  }

  /** What serves a tool; the loader refuses a file with a tool that nothing serves. */
  public ToolConfig config(ToolName tool) {
    return tenant
        .tool(tool)
        .orElseThrow(() -> new IllegalArgumentException("nothing serves the tool " + tool));
  }

  private List<String> callers(AgentName name) {
    return List.of(identity(name));
  }

  private ModelSettings model(AgentConfig agent, String embedding) {
    return new ModelSettings(
        agent.model().orElse(shared.model()).value(),
        embedding,
        ANSWER_TOKENS,
        Math.min(MODEL_SILENCE_SECONDS, agent.turns().seconds()));
  }

  /**
   * In the cluster no tool reaches the gateway (docs/network-isolation.md), so that a search there
   * compares words; a local process may ask for vectors.
   */
  private String embeddingFor(ToolKind kind) {
    boolean reaches = shared.runner() == AgentRunner.LOCAL;
    return switch (kind) {
      case SEARCH -> reaches ? embeddingModel() : "";
      case SQL -> "";
    };
  }

  private String embeddingModel() {
    return shared.embeddingModel().map(ModelName::value).orElse("");
  }
}
