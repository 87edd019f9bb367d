package dev.tenantry.agentimage.builder;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Builds the image of an agent. */
@Command(
    name = "builder",
    mixinStandardHelpOptions = true,
    description = "Builds a container image of an agent without a daemon and without root.")
public final class Main {
  private static final int FAILED = 1;

  private Main() {}

  /** Runs one verb and exits with its code. */
  public static void main(String[] arguments) {
    System.exit(run(new Machine(System.getenv(), System.out, System.err), arguments));
  }

  static int run(Machine machine, String... arguments) {
    CommandLine line = new CommandLine(new Main());
    line.addSubcommand(new BuildVerb(machine));
    line.addSubcommand(new LockVerb(machine));
    line.addSubcommand(new JdkVerb(machine));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setExecutionExceptionHandler(
        (exception, command, parsed) -> {
          if (exception instanceof Failure failure) {
            machine.err().println(failure.getMessage());
            return FAILED;
          }
          throw exception;
        });
    return line.execute(arguments);
  }
}
