package dev.tenantry.local.environment;

import dev.tenantry.local.environment.console.Failure;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Prints the shell exports of a running environment. */
@Command(name = "env", description = "Prints shell exports; use it as: eval \"$(… env)\"")
final class EnvVerb implements Runnable {
  private final Machine machine;

  @Mixin private final Places places = new Places();

  EnvVerb(Machine machine) {
    this.machine = machine;
  }

  @Override
  public void run() {
    Environment environment = new Environment(machine, places);
    Mode mode = Mode.last(environment.state());
    boolean runs =
        environment.state().exists()
            && mode.processes().stream().allMatch(environment.processes()::isRunning)
            && !environment.databaseSettings().read().isEmpty();
    if (!runs) {
      throw new Failure("run: make env-up");
    }
    String bin = Exports.quote(environment.state().bin().toString());
    machine.out().print(Exports.of(variables(environment, mode)));
    machine.out().println("export PATH=" + bin + ":\"$PATH\"");
  }

  private static Map<String, String> variables(Environment environment, Mode mode) {
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("KUBECONFIG", environment.state().kubeconfig().toString());
    variables.put("PULUMI_HOME", environment.state().pulumiHome().toString());
    // Beside each file the backend would write another one with its attributes, not atomically: a
    // kill at that moment leaves a state that nobody can read.
    variables.put(
        "PULUMI_BACKEND_URL", "file://" + mode.pulumiState(environment.state()) + "?metadata=skip");
    // The local stack holds no real secret.
    variables.put("PULUMI_CONFIG_PASSPHRASE", "");
    variables.put("PULUMI_SKIP_UPDATE_CHECK", "true");
    // The plug-ins were chosen by `up`: one on PATH would win over them, with a warning.
    variables.put("PULUMI_IGNORE_AMBIENT_PLUGINS", "true");
    if (mode.providers().equals("test")) {
      // On a closed network a missing plug-in is then a clear error and not a long wait.
      variables.put("PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION", "true");
    }
    variables.putAll(environment.databaseSettings().read());
    variables.putAll(environment.queueSettings().read());
    variables.putAll(environment.agents().exports().read());
    variables.put("TENANTRY_STATE", environment.state().root().toString());
    variables.put("TENANTRY_PROVIDERS", mode.providers());
    variables.put("TENANTRY_DATABASE", mode.embeddedDatabase() ? "embedded" : "given");
    return variables;
  }
}
