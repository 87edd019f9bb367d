package dev.tenantry.cli;

import com.pulumi.automation.AutomationException;
import com.pulumi.automation.CommandResult;
import com.pulumi.automation.CommandRunOptions;
import com.pulumi.automation.LocalPulumiCommand;
import com.pulumi.automation.PulumiCommand;
import com.pulumi.automation.Version;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The {@code pulumi} CLI, without one question that the SDK asks after every update, and with one
 * flag as the CLI knows it.
 *
 * <p>SDK 1.36.1 reads the stack's outputs twice, in two more processes, and then fails on every
 * output that is not a string (docs/surprises.md). Nobody here uses them, so the question is
 * answered at once: no outputs. It also misspells the flag for a policy pack's settings.
 *
 * <p>It also loses parts of the engine's events: the kind of a property's difference, a rule's
 * severity, the names of the policy packs. A plan needs them, so it has the CLI write its events to
 * a file, as they are.
 */
final class EngineCommand implements PulumiCommand {
  private static final List<String> OUTPUTS = List.of("stack", "output", "--json");

  private static final String SDK_PACK_SETTINGS = "--policy-pack-configs";
  private static final String CLI_PACK_SETTINGS = "--policy-pack-config";
  private static final String PREVIEW = "preview";

  /** The CLI hides {@code --event-log} without it. */
  private static final Map<String, String> WITH_EVENT_LOG = Map.of("PULUMI_DEBUG_COMMANDS", "true");

  private final PulumiCommand cli;
  private final Optional<Path> eventLog;

  EngineCommand(PulumiCommand cli, Optional<Path> eventLog) {
    this.cli = cli;
    this.eventLog = eventLog;
  }

  /**
   * The CLI from PATH.
   *
   * @param eventLog where previews write the engine's events, one JSON document a line
   * @throws AutomationException if it is missing or older than the SDK needs
   */
  static EngineCommand fromPath(Optional<Path> eventLog) throws AutomationException {
    return new EngineCommand(LocalPulumiCommand.create(), eventLog);
  }

  @Override
  public Version version() {
    return cli.version();
  }

  @Override
  public CommandResult run(List<String> arguments, CommandRunOptions options)
      throws AutomationException {
    if (arguments.size() >= OUTPUTS.size()
        && arguments.subList(0, OUTPUTS.size()).equals(OUTPUTS)) {
      return new CommandResult(0, "{}", "");
    }
    List<String> understood =
        arguments.stream()
            .map(word -> word.equals(SDK_PACK_SETTINGS) ? CLI_PACK_SETTINGS : word)
            .toList();
    return eventLog.isPresent() && arguments.contains(PREVIEW)
        ? cli.run(logged(understood, eventLog.get()), logged(options))
        : cli.run(understood, options);
  }

  private static List<String> logged(List<String> arguments, Path eventLog) {
    List<String> all = new ArrayList<>(arguments);
    all.addAll(List.of("--event-log", eventLog.toString()));
    return all;
  }

  /** Without the SDK's own log: the CLI takes one only, and the SDK would name its own. */
  private static CommandRunOptions logged(CommandRunOptions options) {
    return CommandRunOptions.builder()
        .workingDir(options.workingDir())
        .additionalEnv(options.additionalEnv())
        .standardInput(options.standardInput())
        .onStandardOutput(options.onStandardOutput())
        .onStandardError(options.onStandardError())
        .build()
        .withAdditionalEnv(WITH_EVENT_LOG);
  }
}
