package dev.tenantry.cli;

import com.pulumi.automation.AutomationException;
import com.pulumi.automation.CommandResult;
import com.pulumi.automation.CommandRunOptions;
import com.pulumi.automation.LocalPulumiCommand;
import com.pulumi.automation.PulumiCommand;
import com.pulumi.automation.Version;
import java.util.List;

/**
 * The {@code pulumi} CLI, without one question that the SDK asks after every update.
 *
 * <p>SDK 1.36.1 reads the stack's outputs twice, in two more processes, and then fails on every
 * output that is not a string (docs/surprises.md). Nobody here uses them, so the question is
 * answered at once: no outputs.
 */
final class EngineCommand implements PulumiCommand {
  private static final List<String> OUTPUTS = List.of("stack", "output", "--json");

  private final PulumiCommand cli;

  private EngineCommand(PulumiCommand cli) {
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
    return cli.run(arguments, options);
  }
}
