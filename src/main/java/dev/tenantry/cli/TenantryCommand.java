package dev.tenantry.cli;

import dev.tenantry.config.loading.ConfigException;
import dev.tenantry.sql.SqlFailure;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The {@code tenantry} command. */
@Command(
    name = "tenantry",
    mixinStandardHelpOptions = true,
    version = "tenantry 0.1.0",
    description = "Runs many tenants' AI agents on one Kubernetes platform.",
    subcommands = {
      ExpandCommand.class,
      CeilingsCommand.class,
      RenderCommand.class,
      ProveCommand.class,
      SizeCommand.class,
      ConformCommand.class,
      PlanCommand.class,
      PreviewCommand.class,
      UpCommand.class,
      StatusCommand.class,
      StacksCommand.class,
      FreezeCommand.class,
      ChatCommand.class,
      AgentsCommand.class,
      QueueKeysCommand.class,
      OrphansCommand.class,
      MigrateCommand.class,
      ProvisionerCommand.class,
      ExportCommand.class,
      RestoreCommand.class,
      MoveCommand.class,
      EraseCommand.class,
      CommandLine.HelpCommand.class
    })
public final class TenantryCommand implements Runnable {
  /** Exit code of a command that could not do its work. */
  static final int FAILURE = 1;

  @Spec private CommandSpec spec;

  /**
   * Runs the command and ends the JVM with its exit code: 0 done, 1 failed, 2 wrong usage; `plan`
   * has its own.
   */
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  /** The parsed command tree; tests run it in-process. */
  static CommandLine commandLine() {
    return new CommandLine(new TenantryCommand())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(explain());
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "name a command");
  }

  /** Problems that a person can solve are printed without a stack trace. */
  private static IExecutionExceptionHandler explain() {
    return (failure, commandLine, parsed) -> {
      if (failure instanceof ConfigException config) {
        commandLine.getErr().println(config.render());
      } else if (failure instanceof CommandFailure || failure instanceof SqlFailure) {
        commandLine.getErr().println(failure.getMessage());
      } else {
        failure.printStackTrace(commandLine.getErr());
      }
      return FAILURE;
    };
  }
}
