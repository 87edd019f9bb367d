package dev.tenantry.local.environment;

import dev.tenantry.local.environment.console.Console;
import dev.tenantry.local.environment.state.Settings;
import dev.tenantry.local.environment.tools.BinFolder;
import dev.tenantry.local.environment.tools.GoBuild;
import dev.tenantry.local.environment.tools.LocatedTool;
import dev.tenantry.local.environment.tools.PathSearch;
import dev.tenantry.local.environment.tools.PinnedTools;
import dev.tenantry.local.environment.tools.Toolbox;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Finds the tools of one checkout, or builds them. */
final class ToolFinder {
  private final Path project;
  private final Path cache;
  private final Map<String, String> variables;
  private final Console console;

  ToolFinder(Path project, Path cache, Map<String, String> variables, Console console) {
    this.project = project;
    this.cache = cache;
    this.variables = variables;
    this.console = console;
  }

  /** Puts what an environment needs into its folder of tools. */
  Map<String, LocatedTool> place(boolean controlPlane, Path bin) {
    Map<String, LocatedTool> tools = new TreeMap<>();
    console.phase(
        "tools",
        () -> {
          tools.putAll(
              toolbox().locate(controlPlane ? PinnedTools.sets() : PinnedTools.clientSets()));
          new BinFolder(bin).fill(tools);
          long built =
              tools.values().stream()
                  .filter(tool -> tool.origin() == LocatedTool.Origin.BUILT)
                  .count();
          return built + " built, " + (tools.size() - built) + " found on PATH";
        });
    return tools;
  }

  /** The sets of these tools, or every one, built where necessary; needs no state folder. */
  List<LocatedTool> find(List<String> names) {
    return List.copyOf(toolbox().locate(PinnedTools.setsOf(names)).values());
  }

  PathSearch path() {
    return new PathSearch(variables, new Settings(cache.resolve("versions.properties")));
  }

  private Toolbox toolbox() {
    return new Toolbox(
        path(), new GoBuild(project.resolve("local/tools"), cache, variables, console));
  }
}
