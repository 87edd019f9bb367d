package dev.tenantry.local.environment;

import dev.tenantry.local.environment.state.StateFolder;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The folders that every verb takes. */
final class Places {
  @Option(
      names = "--state",
      paramLabel = "DIR",
      description = "The environment's folder (default: .tenantry/local of the checkout).")
  private Optional<Path> state = Optional.empty();

  @Option(
      names = "--cache",
      paramLabel = "DIR",
      description =
          "Where built tools are kept (default: $TENANTRY_CACHE, else the user's cache folder).")
  private Optional<Path> cache = Optional.empty();

  @Option(
      names = "--project",
      paramLabel = "DIR",
      description = "The checkout that pins tools and providers (default: this program's own).")
  private Optional<Path> project = Optional.empty();

  StateFolder state(Machine machine) {
    return new StateFolder(state.orElseGet(() -> project(machine).resolve(".tenantry/local")));
  }

  Path cache(Machine machine) {
    return cache.orElseGet(machine::defaultCache).toAbsolutePath().normalize();
  }

  Path project(Machine machine) {
    return project.orElseGet(machine::project).toAbsolutePath().normalize();
  }
}
