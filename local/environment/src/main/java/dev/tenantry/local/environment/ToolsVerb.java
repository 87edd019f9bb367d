package dev.tenantry.local.environment;

import dev.tenantry.local.environment.tools.LocatedTool;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Finds or builds the tools and says where each is. */
@Command(name = "tools", description = "Builds what is missing and shows where each tool is.")
final class ToolsVerb implements Runnable {
  private final Machine machine;

  @Mixin private final Places places = new Places();

  ToolsVerb(Machine machine) {
    this.machine = machine;
  }

  @Override
  public void run() {
    for (LocatedTool tool : new Environment(machine, places).tools()) {
      machine
          .out()
          .printf(
              "%-26s%-10s%s: %s%n",
              tool.name(), tool.version(), tool.origin().words(), tool.file());
    }
  }
}
