package dev.tenantry.local.environment.data;

import dev.tenantry.local.environment.console.Failure;
import dev.tenantry.local.environment.processes.Command;
import dev.tenantry.local.environment.processes.Command.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The {@code tenantry} command of this checkout, as built. */
public final class MainProgram {
  private static final String MAIN = "dev.tenantry.cli.TenantryCommand";

  private final Path jar;

  /** The program of a checkout. */
  public MainProgram(Path project) {
    this.jar = project.resolve("target/tenantry.jar");
  }

  /** The file that the program is started from. */
  public Path jar() {
    return jar;
  }

  /** Its command line with these arguments. */
  public List<String> words(List<String> arguments) {
    if (!Files.exists(jar)) {
      throw new Failure(jar + " is missing. Run: make build");
    }
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    List<String> words =
        new ArrayList<>(
            List.of(
                java,
                "-Xmx192m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                jar.toString(),
                MAIN));
    words.addAll(arguments);
    return words;
  }

  /** Runs it to its end. */
  public Outcome run(List<String> arguments, Map<String, String> variables, Duration limit) {
    return new Command(words(arguments), variables).run(limit);
  }
}
