package dev.tenantry.local.environment;

import dev.tenantry.local.environment.console.Failure;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Clock;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Starts, stops and describes the local environment. */
@Command(
    name = "environment",
    mixinStandardHelpOptions = true,
    description = "Starts, stops and describes Tenantry's local environment.")
public final class Main {
  private static final int FAILED = 1;

  private Main() {}

  /** Runs one verb and exits with its code. */
  public static void main(String[] arguments) {
    Machine machine =
        new Machine(
            System.getenv(),
            checkout(),
            Clock.systemUTC(),
            System.out,
            System.err,
            System.console() != null);
    System.exit(run(machine, arguments));
  }

  static int run(Machine machine, String... arguments) {
    CommandLine line = new CommandLine(new Main());
    line.addSubcommand(new UpVerb(machine));
    line.addSubcommand(new DownVerb(machine));
    line.addSubcommand(new CleanVerb(machine));
    line.addSubcommand(new StatusVerb(machine));
    line.addSubcommand(new EnvVerb(machine));
    line.addSubcommand(new ToolsVerb(machine));
    line.addSubcommand(new DatabaseVerb(machine));
    line.addSubcommand("agents", AgentsVerb.with(machine));
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

  /** This class is in local/environment/target/(environment.jar or classes) of the checkout. */
  private static Path checkout() {
    try {
      Path code = Path.of(Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return code.resolve("../../../..").normalize();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
