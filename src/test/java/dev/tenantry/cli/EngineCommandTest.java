package dev.tenantry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.pulumi.automation.AutomationException;
import com.pulumi.automation.CommandResult;
import com.pulumi.automation.CommandRunOptions;
import com.pulumi.automation.PulumiCommand;
import com.pulumi.automation.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What reaches the CLI of what the SDK says. */
class EngineCommandTest {
  private final List<List<String>> run = new ArrayList<>();
  private final EngineCommand command = new EngineCommand(new Recorder(), Optional.empty());

  @Test
  void aPacksSettingsHaveTheCommandsOwnFlag() throws AutomationException {
    List<String> said = List.of("preview", "--policy-pack", "p", "--policy-pack-configs", "c");
    assertThat(command.run(said, CommandRunOptions.Empty).code()).isZero();
    assertThat(run)
        .containsExactly(List.of("preview", "--policy-pack", "p", "--policy-pack-config", "c"));
  }

  @Test
  void outputsAreNotAskedFor() throws AutomationException {
    List<String> said = List.of("stack", "output", "--json", "--show-secrets");
    assertThat(command.run(said, CommandRunOptions.Empty).standardOutput()).isEqualTo("{}");
    assertThat(run).isEmpty();
  }

  private final class Recorder implements PulumiCommand {
    @Override
    public Version version() {
      throw new UnsupportedOperationException();
    }

    @Override
    public CommandResult run(List<String> arguments, CommandRunOptions options) {
      run.add(arguments);
      return new CommandResult(0, "", "");
    }
  }
}
