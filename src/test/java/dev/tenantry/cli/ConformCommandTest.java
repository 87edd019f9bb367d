package dev.tenantry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.tenantry.conform.Finding;
import dev.tenantry.conform.Report;
import dev.tenantry.conform.Rule;
import dev.tenantry.conform.Verdict;
import dev.tenantry.contract.Mode;
import dev.tenantry.golden.Golden;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConformCommandTest {
  private static final Report REPORT =
      new Report(
          List.of(
              new Finding(Rule.ALIVE, Verdict.PASS, ""),
              new Finding(Rule.METRICS, Verdict.FAIL, "expected 200 of /metrics; saw 404"),
              new Finding(Rule.TRIES_AGAIN, Verdict.FAIL, "expected 200; saw 502"),
              new Finding(Rule.ANY_USER, Verdict.NOT_CHECKED, Rule.ANY_USER.check())));

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void aReportReadsAsReviewed() {
    ConformReport printed = new ConformReport(Mode.ORCHESTRATOR, REPORT);
    Golden.assertMatches("conform/report.txt", printed.text());
    Golden.assertMatches("conform/report.json", printed.json());
  }

  @Test
  void aReportWithoutViolationsSaysHowFarThatGoes() {
    Report sound = new Report(List.of(REPORT.findings().get(0), REPORT.findings().get(3)));
    assertThat(new ConformReport(Mode.TOOL, sound).text())
        .endsWith("\ntool: 1 pass, 0 fail, 1 not checked; every MUST that was checked holds\n");
  }

  // What ran and what was wrong are told apart by the exit code alone.
  @Test
  void aViolationIsExitCode1() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
    server.createContext("/", exchange -> exchange.sendResponseHeaders(500, -1));
    server.start();
    String url = "http://127.0.0.1:" + server.getAddress().getPort();
    try {
      assertThat(run("conform", "--mode", "tool", "--metrics", url, url)).isEqualTo(1);
      assertThat(out.toString()).contains("C-HEALTH-1   MUST   fail         expected 200");
      assertThat(run("conform", "--json", "--mode", "tool", "--metrics", url, url)).isEqualTo(1);
      assertThat(out.toString()).contains("\"conforms\" : false");
    } finally {
      server.stop(0);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "no-such-command-anywhere, cannot start no-such-command-anywhere",
    "true, the process ended with exit code 0 before it answered /healthz"
  })
  void aCommandThatDoesNotRunIsExitCode2(String command, String told) {
    assertThat(run("conform", "--", command)).isEqualTo(2);
    assertThat(err.toString()).contains(told);
    assertThat(out.toString()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "conform|Missing required parameter",
        "conform http://a http://b|one URL, or a command after --",
        "conform --metrics http://a -- true|--metrics goes with a URL",
        "conform --shutdown-seconds 1 -- true|at least 3 s",
        "conform http://|Expected authority",
        "conform --mode broker -- true|Invalid value for option '--mode'"
      })
  void wrongUsageIsExitCode2(String line, String told) {
    assertThat(run(line.split(" "))).isEqualTo(2);
    assertThat(err.toString()).contains(told);
  }

  private int run(String... arguments) {
    return TenantryCommand.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments);
  }
}
