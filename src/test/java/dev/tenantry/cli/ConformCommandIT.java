package dev.tenantry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tenantry.conform.Sample;
import dev.tenantry.conform.sample.Fault;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line around a judged process: what is told, the exit code, and what is kept. */
class ConformCommandIT {
  @TempDir private static Path folder;

  private static Sample sample;

  private final StringWriter out = new StringWriter();

  @BeforeAll
  static void prepare() throws Exception {
    sample = Sample.prepare(folder);
  }

  @Test
  void aSoundWorkerIsExitCode0AndWhatItPrintedIsKept() throws IOException {
    Path kept = folder.resolve("kept");
    assertThat(run(Fault.NONE, "--keep", kept.toString())).isZero();
    assertThat(out.toString())
        .contains("C-READY-2    MUST   pass")
        .contains("C-QUEUE-1    MUST   not checked  no queue server is part of the checker")
        .endsWith("every MUST that was checked holds\n");
    assertThat(Files.readString(kept.resolve("output/1.stdout"))).contains("\"event\":\"started\"");
    assertThat(run(Fault.NONE, "--keep", kept.toString())).as("not empty any more").isEqualTo(2);
  }

  @Test
  void aBrokenWorkerIsExitCode1() throws IOException {
    assertThat(run(Fault.READY_WITHOUT_QUEUE, "--json")).isEqualTo(1);
    JsonNode report = new ObjectMapper().readTree(out.toString());
    assertThat(report.path("conforms").asBoolean(true)).isFalse();
    List<String> failed = new ArrayList<>();
    for (JsonNode rule : report.path("rules")) {
      if (rule.path("verdict").asText().equals("fail")) {
        failed.add(rule.path("rule").asText() + ": " + rule.path("detail").asText());
      }
    }
    assertThat(failed).hasSize(1);
    assertThat(failed.get(0)).startsWith("C-READY-2: expected 503 of /readyz without a queue; saw");
  }

  private int run(Fault fault, String... options) {
    List<String> line = new ArrayList<>(List.of("conform", "--mode", "worker"));
    line.addAll(List.of(options));
    line.add("--");
    line.addAll(sample.command(fault));
    return TenantryCommand.commandLine()
        .setOut(new PrintWriter(out))
        .execute(line.toArray(String[]::new));
  }
}
