package dev.tenantry.local.environment;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Stops everything and deletes the state folder. */
@Command(name = "clean", description = "Stops everything and deletes the environment's folder.")
final class CleanVerb implements Runnable {
  private final Machine machine;

  @Mixin private final Places places = new Places();

  CleanVerb(Machine machine) {
    this.machine = machine;
  }

  @Override
  public void run() {
    Environment environment = new Environment(machine, places);
    environment.clean();
    machine.out().println("removed " + environment.state().root());
  }
}
