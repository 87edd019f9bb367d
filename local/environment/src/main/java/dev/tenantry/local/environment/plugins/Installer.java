package dev.tenantry.local.environment.plugins;

import dev.tenantry.local.environment.processes.Command;
import dev.tenantry.local.environment.processes.Command.Outcome;
import dev.tenantry.local.environment.state.Settings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Lets the CLI install a plug-in, briefly; remembers a failure so that later runs do not wait. */
final class Installer {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final Duration MEMORY = Duration.ofHours(24);

  private final Path pulumi;
  private final Path pulumiHome;
  private final Map<String, String> variables;
  private final Settings failures;
  private final Clock clock;

  Installer(
      Path pulumi, Path pulumiHome, Map<String, String> variables, Settings failures, Clock clock) {
    this.pulumi = pulumi;
    this.pulumiHome = pulumiHome;
    this.variables = variables;
    this.failures = failures;
    this.clock = clock;
  }

  boolean failedRecently(Provider provider) {
    String when = failures.read().getOrDefault(provider.folder(), "");
    return !when.isEmpty() && Instant.parse(when).plus(MEMORY).isAfter(clock.instant());
  }

  /** Whether the plug-in is installed now. */
  boolean install(Provider provider, PluginFolder folder) {
    folder.clear();
    Map<String, String> own = new HashMap<>(variables);
    own.put("PULUMI_HOME", pulumiHome.toString());
    own.put("PULUMI_SKIP_UPDATE_CHECK", "true");
    List<String> words =
        List.of(
            pulumi.toString(),
            "plugin",
            "install",
            "resource",
            provider.name(),
            "v" + provider.version());
    Outcome outcome = new Command(words, own).run(LIMIT);
    if (outcome.succeeded() && folder.holdsInstalled()) {
      return true;
    }
    folder.clear();
    Map<String, String> known = new HashMap<>(failures.read());
    known.put(provider.folder(), clock.instant().toString());
    failures.write(known);
    return false;
  }
}
