package dev.tenantry.cli;

import dev.tenantry.config.Ceiling;
import dev.tenantry.config.Ceilings;
import dev.tenantry.config.StackConfig;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints how much of each limit a stack may need. */
@Command(
    name = "ceilings",
    mixinStandardHelpOptions = true,
    description = "Print how much of each limit of Kubernetes and Google Cloud a stack may need.")
final class CeilingsCommand implements Callable<Integer> {
  @Mixin private StackFiles files;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().getOut().print(table(files.load()));
    spec.commandLine().getOut().flush();
    return 0;
  }

  /** One row for each limit. */
  static String table(StackConfig config) {
    Table table = new Table("LIMIT", "USED", "OF", "PERCENT", "SET BY");
    for (Ceiling one : new Ceilings(config.platform(), config.tenants()).all()) {
      table.row(
          one.kind().words(),
          Long.toString(one.used()),
          Long.toString(one.limit()),
          Long.toString(one.percent()),
          one.kind().source());
    }
    return table.render();
  }
}
