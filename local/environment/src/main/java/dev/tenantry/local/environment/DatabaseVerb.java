package dev.tenantry.local.environment;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Starts PostgreSQL and nothing else, for tests and benchmarks of the database. */
@Command(
    name = "database",
    description =
        "Starts PostgreSQL alone and prints its shell exports; `clean` stops and deletes it.")
final class DatabaseVerb implements Callable<Integer> {
  private final Machine machine;

  @Mixin private final Places places = new Places();

  DatabaseVerb(Machine machine) {
    this.machine = machine;
  }

  @Override
  public Integer call() {
    Environment environment = new Environment(machine, places);
    machine.out().print(Exports.of(environment.upDatabase()));
    return 0;
  }
}
