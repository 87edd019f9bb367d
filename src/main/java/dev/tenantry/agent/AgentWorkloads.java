package dev.tenantry.agent;

import dev.tenantry.config.AgentConfig;
import dev.tenantry.config.AgentName;
import dev.tenantry.config.PinnedImage;
import dev.tenantry.config.ToolConfig;
import dev.tenantry.config.ToolName;
import dev.tenantry.config.WorkloadsConfig;
import dev.tenantry.contract.Door;
import dev.tenantry.contract.Mode;
import dev.tenantry.naming.AgentNames;
import dev.tenantry.naming.Names;
import dev.tenantry.settings.AgentSettings;
import dev.tenantry.settings.SettingsFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which workloads an agent has: its orchestrator, its tools, and its worker if it has one. */
final class AgentWorkloads {
  private final TenantAgentsArgs args;
  private final AgentSettings settings;
  private final WorkloadsConfig sizes;

  AgentWorkloads(TenantAgentsArgs args) {
    this.args = args;
    this.settings = args.settings();
    this.sizes = args.tenant().workloads();
  }

  /** The orchestrator first, then the tools by name, then the worker. */
  List<Workload> of(AgentName name) {
    AgentConfig agent = settings.agent(name);
    List<Workload> all = new ArrayList<>();
    all.add(orchestrator(name, agent));
    agent.tools().forEach(tool -> all.add(tool(name, tool)));
    settings
        .worker(name)
        .ifPresent(
            worker ->
                all.add(
                    new Workload(
                        Mode.WORKER,
                        name,
                        Optional.empty(),
                        image(agent),
                        sizes.worker(),
                        SettingsFile.of(worker),
                        settings.longestTurn(name),
                        Optional.empty(),
                        true)));
    return List.copyOf(all);
  }

  private Workload orchestrator(AgentName name, AgentConfig agent) {
    return new Workload(
        Mode.ORCHESTRATOR,
        name,
        Optional.empty(),
        image(agent),
        sizes.orchestrator(),
        SettingsFile.of(settings.orchestrator(name, tool -> url(name, tool))),
        agent.turns().seconds(),
        Optional.ofNullable(args.sidecars().get(name)),
        agent.hasWorker());
  }

  private Workload tool(AgentName name, ToolName tool) {
    ToolConfig config = settings.config(tool);
    Record file =
        settings
            .tool(name, tool)
            .<Record>map(one -> one)
            .or(() -> settings.ownTool(name, tool))
            .orElseThrow();
    return new Workload(
        Mode.TOOL,
        name,
        Optional.of(tool),
        config.image().orElseGet(this::sharedImage),
        sizes.tool(),
        SettingsFile.of(file),
        config.seconds(),
        Optional.empty(),
        false);
  }

  private String url(AgentName name, ToolName tool) {
    String host = AgentNames.host(args.tenant().name(), AgentNames.tool(name, tool));
    return "https://" + host + ":" + Names.TOOL_PORT + Door.MCP;
  }

  private PinnedImage image(AgentConfig agent) {
    return agent.image().orElseGet(this::sharedImage);
  }

  /** The loader refuses agents in the cluster without it. */
  private PinnedImage sharedImage() {
    return args.shared().image().orElseThrow();
  }
}
