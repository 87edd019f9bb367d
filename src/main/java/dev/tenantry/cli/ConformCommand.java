package dev.tenantry.cli;

import dev.tenantry.conform.CannotRunException;
import dev.tenantry.conform.Conformance;
import dev.tenantry.conform.ProcessUnderTest;
import dev.tenantry.conform.Report;
import dev.tenantry.contract.Mode;
import dev.tenantry.contract.Variable;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Judges an agent's image, or what runs somewhere, against docs/agent-contract.md. */
@Command(
    name = "conform",
    mixinStandardHelpOptions = true,
    description = "Check an agent against the contract of docs/agent-contract.md.",
    footer = {
      "",
      "A command is started by this one, several times, with a model gateway, a tool and a",
      "telemetry collector that stand in for real ones; it must become the agent itself, so that",
      "signals reach it (in a shell: exec).",
      "  tenantry conform -- java -jar agent.jar",
      "  tenantry conform --mode tool -- ./my-tool --verbose",
      "  tenantry conform http://localhost:8080"
    },
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:every MUST that was checked holds",
      "1:a MUST does not hold",
      "2:wrong usage, or nothing could be checked"
    })
final class ConformCommand implements Callable<Integer> {
  private static final int VIOLATED = 1;
  private static final int COULD_NOT_RUN = 2;

  @Option(
      names = "--mode",
      defaultValue = "orchestrator",
      description = "orchestrator, tool or worker (default: ${DEFAULT-VALUE}).")
  private Mode mode;

  @Option(
      names = "--metrics",
      paramLabel = "URL",
      description = "Base of probes and metrics, with a URL (default: port 9090 of its host).")
  private String metrics;

  @Option(
      names = "--env",
      paramLabel = "NAME=VALUE",
      description = "A variable for the command, such as the DB_URL of a database of yours.")
  private Map<String, String> environment = new TreeMap<>();

  @Option(
      names = "--shutdown-seconds",
      paramLabel = "N",
      defaultValue = "" + ProcessUnderTest.DEFAULT_SHUTDOWN_SECONDS,
      description = "What the command has to end after SIGTERM (default: ${DEFAULT-VALUE}).")
  private int shutdownSeconds;

  @Option(
      names = "--keep",
      paramLabel = "FOLDER",
      description = "Keep its settings, data and what it printed there (default: nothing is kept).")
  private Path keep;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Parameters(
      arity = "1..*",
      paramLabel = "URL | -- COMMAND",
      description = "Base URL of conversations, or after -- a command with its arguments.")
  private List<String> target;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException, IOException {
    try {
      Report report = target.get(0).matches("https?://.*") ? ofUrl() : ofCommand();
      ConformReport printed = new ConformReport(mode, report);
      PrintWriter out = spec.commandLine().getOut();
      out.print(json ? printed.json() : printed.text());
      out.flush();
      return report.violations().isEmpty() ? 0 : VIOLATED;
    } catch (CannotRunException e) {
      spec.commandLine().getErr().println(e.getMessage());
      return COULD_NOT_RUN;
    }
  }

  private Report ofUrl() throws CannotRunException, InterruptedException {
    if (target.size() > 1) {
      throw wrong("one URL, or a command after --");
    }
    URI work = url(target.get(0));
    String beside = "http://" + work.getHost() + ":" + defaultMetricsPort();
    return Conformance.of(mode, work, url(metrics == null ? beside : metrics));
  }

  private Report ofCommand() throws CannotRunException, InterruptedException, IOException {
    if (metrics != null) {
      throw wrong("--metrics goes with a URL: a command is told its METRICS_PORT");
    }
    Path scratch = keep == null ? Files.createTempDirectory("tenantry-conform-") : kept();
    try {
      return Conformance.of(
          new ProcessUnderTest(mode, target, environment, shutdownSeconds, scratch));
    } catch (IllegalArgumentException e) {
      throw wrong(e.getMessage());
    } finally {
      if (keep == null) {
        delete(scratch);
      }
    }
  }

  private Path kept() throws IOException {
    Files.createDirectories(keep);
    try (Stream<Path> files = Files.list(keep)) {
      if (files.findAny().isPresent()) {
        throw wrong(keep + " is not empty");
      }
    }
    return keep;
  }

  private static String defaultMetricsPort() {
    return Variable.METRICS_PORT.defaultValue().orElseThrow();
  }

  private URI url(String text) {
    try {
      URI url = new URI(text);
      if (url.getHost() == null) {
        throw wrong("'" + text + "' has no host");
      }
      return url;
    } catch (URISyntaxException e) {
      throw wrong(e.getMessage());
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  private ParameterException wrong(String what) {
    return new ParameterException(spec.commandLine(), what);
  }
}
