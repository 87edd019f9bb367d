package dev.tenantry.local.environment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.local.environment.processes.Command;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExportsTest {

  // A checkout may lie in any folder; a real shell is the judge.
  @ParameterizedTest
  @ValueSource(strings = {"", "plain", "two words", "it's", "$(rm x)", "`a` \"b\" \\c ; & *"})
  void aShellReadsBackExactlyTheValue(String value) {
    String script = Exports.of(Map.of("VALUE", value)) + "printf %s \"$VALUE\"";
    Command command = new Command(List.of("sh", "-c", script), Map.of("PATH", "/bin:/usr/bin"));
    assertThat(command.run(Duration.ofSeconds(5)).output()).isEqualTo(value);
  }
}
