package dev.tenantry.local.environment;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/** One run of the program in this JVM, with what it printed. */
record Run(int exitCode, String out, String err) {
  static Run of(Map<String, String> variables, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Machine machine =
        new Machine(
            variables,
            Path.of("../..").toAbsolutePath().normalize(),
            Clock.systemUTC(),
            new PrintStream(out, true),
            new PrintStream(err, true),
            false);
    int exitCode = Main.run(machine, arguments);
    return new Run(exitCode, out.toString(), err.toString());
  }

  /** The machine's variables without a database or cluster of somebody else. */
  static Map<String, String> plainVariables() {
    Map<String, String> variables = new HashMap<>(System.getenv());
    variables.keySet().removeIf(name -> name.startsWith("PG"));
    variables.remove("KUBECONFIG");
    return variables;
  }
}
