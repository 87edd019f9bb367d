package dev.tenantry.local.environment;

import dev.tenantry.local.environment.tools.LocatedTool;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Finds or builds the tools, those of the tests as well, and says where each is. */
@Command(name = "tools", description = "Builds what is missing and shows where each tool is.")
final class ToolsVerb implements Runnable {
  private final Machine machine;

  @Mixin private final Places places = new Places();

  @Parameters(
      paramLabel = "NAME",
      description = "Only the tools that come with these; all without a name.")
  private final List<String> names = new ArrayList<>();

  ToolsVerb(Machine machine) {
    this.machine = machine;
  }

  @Override
  public void run() {
    for (LocatedTool tool : new Environment(machine, places).toolFinder().find(names)) {
      machine
          .out()
          .printf(
              "%-26s%-10s%s: %s%n",
              tool.name(), tool.version(), tool.origin().words(), tool.file());
    }
  }
}
