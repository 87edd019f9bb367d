package dev.tenantry.agentimage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.conform.Conformance;
import dev.tenantry.conform.ProcessUnderTest;
import dev.tenantry.conform.Report;
import dev.tenantry.contract.Mode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The reference agent, judged by the command that judges everybody's. */
class AgentConformanceIT {
  private static final int SHUTDOWN_SECONDS = 10;

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(Mode.class)
  void theReferenceAgentKeepsTheContract(Mode mode) throws Exception {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-jar",
            Path.of("agent-image/app/target/agent.jar").toAbsolutePath().toString());
    Report report =
        Conformance.of(
            new ProcessUnderTest(
                mode,
                command,
                Map.of(),
                SHUTDOWN_SECONDS,
                Files.createDirectory(folder.resolve(mode.label()))));
    assertThat(report.violations()).isEmpty();
    assertThat(report.shortfalls()).isEmpty();
  }
}
