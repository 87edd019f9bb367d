package dev.tenantry.local.environment;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Stops everything, keeps the data. */
@Command(name = "down", description = "Stops everything and keeps the data.")
final class DownVerb implements Runnable {
  private final Machine machine;

  @Mixin private final Places places = new Places();

  DownVerb(Machine machine) {
    this.machine = machine;
  }

  @Override
  public void run() {
    List<String> stopped = new Environment(machine, places).down();
    machine
        .out()
        .println(stopped.isEmpty() ? "nothing ran" : "stopped " + String.join(", ", stopped));
  }
}
