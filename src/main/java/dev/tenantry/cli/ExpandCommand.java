package dev.tenantry.cli;

import dev.tenantry.config.loading.Expansion;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints the configuration of a stack with every default filled in. */
@Command(
    name = "expand",
    mixinStandardHelpOptions = true,
    description = "Print a stack's configuration with every default filled in.")
final class ExpandCommand implements Callable<Integer> {
  @Mixin private StackFiles files;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().getOut().print(Expansion.toYaml(files.load()));
    spec.commandLine().getOut().flush();
    return 0;
  }
}
