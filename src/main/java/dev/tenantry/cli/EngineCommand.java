package dev.tenantry.cli;

import com.pulumi.automation.AutomationException;
import com.pulumi.automation.CommandResult;
import com.pulumi.automation.CommandRunOptions;
import com.pulumi.automation.LocalPulumiCommand;
import com.pulumi.automation.PulumiCommand;
import com.pulumi.automation.Version;
import java.util.List;

/**
 * The {@code pulumi} CLI, without one question that the SDK asks after every update, and with one
 * flag as the CLI knows it.
 *
 * <p>SDK 1.36.1 reads the stack's outputs twice, in two more processes, and then fails on every
 * output that is not a string (docs/surprises.md). Nobody here uses them, so the question is
 * answered at once: no outputs. It also misspells the flag for a policy pack's settings.
 */
final class EngineCommand implements PulumiCommand {
  private static final List<String> OUTPUTS = List.of("stack", "output", "--json");

  private static final String SDK_PACK_SETTINGS = "--policy-pack-configs";
  private static final String CLI_PACK_SETTINGS = "--policy-pack-config";

  private final PulumiCommand cli;

  EngineCommand(PulumiCommand cli) {
    this.cli = cli;
  }

  /**
   * The CLI from PATH.
   *
   * @throws AutomationException if it is missing or older than the SDK needs
   */
  static EngineCommand fromPath() throws AutomationException {
    return new EngineCommand(LocalPulumiCommand.create());
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
    return cli.run(understood, options);
  }
}
