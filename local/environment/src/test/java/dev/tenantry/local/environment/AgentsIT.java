package dev.tenantry.local.environment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.local.environment.processes.ProcessRecord;
import dev.tenantry.local.environment.processes.ProcessTable;
import dev.tenantry.local.environment.state.StateFolder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes of a plan: started in order, kept, replaced, stopped; and what goes wrong. */
class AgentsIT {
  private static final String CLASSES = Path.of("target/test-classes").toAbsolutePath().toString();

  @TempDir private Path temp;
  private StateFolder state;
  private Path marks;

  @BeforeEach
  void makeAStateFolder() throws IOException {
    state = new StateFolder(temp.resolve("it's one"));
    state.create();
    marks = Files.createDirectories(temp.resolve("marks"));
  }

  @AfterEach
  void stopWhateverATestLeft() {
    agents("down");
  }

  @Test
  void thoseThatOthersNeedComeFirstAndGoLast() throws IOException {
    Run up = up(process("a.agent", "", "b.tool"), process("b.tool", "slow"));
    assertThat(up.exitCode()).as(up.err()).isZero();
    assertThat(up.out()).contains("a.agent", "b.tool", "started on 127.0.0.1:");
    assertThat(mark("a.agent", "started")).isAfter(mark("b.tool", "started").plusMillis(600));

    Run status = agents("status");
    assertThat(status.exitCode()).isZero();
    assertThat(status.out().lines().filter(line -> line.endsWith("well"))).hasSize(2);
    assertThat(exports().get("AGENTS")).isEqualTo("http://127.0.0.1:" + port("a.agent"));

    Run down = agents("down");
    assertThat(down.out()).isEqualTo("stopped a.agent, b.tool\n");
    // Each had the time to finish, and nobody lost what it needs before it had.
    assertThat(mark("b.tool", "drained")).isAfter(mark("a.agent", "drained").plusMillis(200));
    assertThat(exports()).isEmpty();
    assertThat(agents("down").out()).isEqualTo("no agent ran\n");
  }

  @Test
  void whatDidNotChangeIsLeftAloneAndWhatDidIsReplacedOnItsPort() throws IOException {
    up(process("a.one", ""), process("a.two", ""));
    Map<String, Long> before = pids("a.one", "a.two");
    int port = port("a.two");

    Run again = up(process("a.one", ""), process("a.two", ""));
    assertThat(again.out()).contains("runs on").doesNotContain("started on");
    assertThat(pids("a.one", "a.two")).isEqualTo(before);

    Run changed = up(process("a.one", ""), process("a.two", "slow"));
    assertThat(changed.exitCode()).as(changed.err()).isZero();
    assertThat(pids("a.one", "a.two").get("a.one")).isEqualTo(before.get("a.one"));
    assertThat(pids("a.one", "a.two").get("a.two")).isNotEqualTo(before.get("a.two"));
    assertThat(port("a.two")).isEqualTo(port);
    assertThat(marks.resolve("a.two.drained")).exists();

    Run fewer = up(process("a.one", ""));
    assertThat(fewer.exitCode()).isZero();
    assertThat(pids("a.one", "a.two")).containsOnlyKeys("a.one");
    assertThat(state.root().resolve("agents/a.two")).doesNotExist();
    assertThat(pids("a.one", "a.two").get("a.one")).isEqualTo(before.get("a.one"));
  }

  @Test
  void aKilledOneIsReportedAndStartedAgain() throws Exception {
    up(process("a.one", ""), process("a.two", ""));
    Map<String, Long> before = pids("a.one", "a.two");
    ProcessHandle victim = ProcessHandle.of(before.get("a.one")).orElseThrow();
    assertThat(victim.destroyForcibly()).isTrue();
    victim.onExit().join();

    Run status = agents("status");
    assertThat(status.exitCode()).isEqualTo(1);
    assertThat(status.out()).contains("died", "a.one is not well", "small agent hello");

    Run up = up(process("a.one", ""), process("a.two", ""));
    assertThat(up.out()).contains("a.one had died; starting it again", "last lines of");
    assertThat(pids("a.one", "a.two").get("a.one")).isNotEqualTo(before.get("a.one"));
    assertThat(pids("a.one", "a.two").get("a.two")).isEqualTo(before.get("a.two"));
  }

  @Test
  void oneThatEndsWhileItStartsIsShownWithItsLastLines() {
    Run up = up(process("a.one", ""), process("a.two", "dies"));
    assertThat(up.exitCode()).isEqualTo(1);
    assertThat(up.err()).contains("a.two ended while it started", "a.two.log:", "no such database");
    assertThat(exports()).isEmpty();
    assertThat(agents("status").out()).containsPattern("a.two .* died");
  }

  @Test
  void oneThatDoesNotEndInItsTimeIsKilledAndThatIsSaid() {
    up(process("a.one", "stubborn"));
    ProcessRecord process = table().find("a.one").orElseThrow();
    Run down = agents("down");
    assertThat(down.out())
        .contains("a.one had not ended by itself in its time and was killed", "stopped a.one");
    assertThat(ProcessTable.isRunning(process)).isFalse();
  }

  @Test
  void aPortThatSomebodyElseTookIsReplaced() throws IOException {
    up(process("a.one", ""));
    int before = port("a.one");
    agents("down");
    try (ServerSocket taken = new ServerSocket(before, 1, InetAddress.getLoopbackAddress())) {
      Run up = up(process("a.one", ""));
      assertThat(up.exitCode()).as(up.err()).isZero();
      assertThat(port("a.one")).isNotEqualTo(taken.getLocalPort());
    }
  }

  @Test
  void filesAndCertificatesArePrivateAndThere() throws IOException {
    up(process("a.one", ""));
    try (Stream<Path> files = Files.list(state.root().resolve("agents/a.one"))) {
      List<Path> all = files.sorted().toList();
      assertThat(all)
          .extracting(file -> file.getFileName().toString())
          .containsExactly("agent.json", "ca.crt", "tls.crt", "tls.key");
      for (Path file : all) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
            .isEqualTo("rw-------");
      }
    }
    assertThat(state.root().resolve("agents/a.one/agent.json")).hasContent("port " + port("a.one"));
  }

  @Test
  void aWrongPlanTouchesNothing() throws IOException {
    up(process("a.one", ""));
    Map<String, Long> before = pids("a.one");
    Run up = up(process("etcd", ""));
    assertThat(up.exitCode()).isEqualTo(1);
    assertThat(up.err()).contains("process etcd: is there twice, or is a process of the environ");
    assertThat(pids("a.one")).isEqualTo(before);
    assertThat(agents("status").exitCode()).isZero();
  }

  @Test
  void withoutAnEnvironmentNothingIsStarted() throws IOException {
    Path nowhere = temp.resolve("nowhere");
    Path plan = Files.writeString(temp.resolve("plan.json"), "{\"processes\": []}");
    Run up =
        Run.of(
            Run.plainVariables(),
            "agents",
            "up",
            "--state",
            nowhere.toString(),
            "--plan",
            plan.toString());
    assertThat(up.err().strip()).isEqualTo("run: make env-up");
    assertThat(nowhere).doesNotExist();
  }

  private Run up(String... processes) {
    String text =
        "{\"processes\": ["
            + String.join(", ", processes)
            + "], \"exports\": {\"AGENTS\": \"http://127.0.0.1:${port:"
            + processes[0].replaceAll("(?s).*?\"name\": \"([^\"]*)\".*", "$1")
            + "}\"}}";
    try {
      Path plan = Files.writeString(temp.resolve("plan.json"), text);
      return agents("up", "--plan", plan.toString());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private Run agents(String verb, String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("agents", verb, "--state", state.root().toString()));
    arguments.addAll(List.of(more));
    return Run.of(Run.plainVariables(), arguments.toArray(String[]::new));
  }

  private String process(String name, String behaviour, String... before) {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return """
    {
      "name": "%1$s",
      "command": ["%2$s", "-XX:TieredStopAtLevel=1", "-cp", "%3$s",
        "dev.tenantry.local.environment.agents.SmallAgent"],
      "variables": {"METRICS_PORT": "${port:%1$s.metrics}", "NAME": "%1$s", "MARKS": "%4$s",
        "BEHAVIOUR": "%5$s", "GREETING": "hello"},
      "files": {"agent.json": "port ${port:%1$s}"},
      "ports": ["%1$s", "%1$s.metrics"],
      "health": {"port": "%1$s.metrics", "path": "/readyz"},
      "graceSeconds": 2,
      "dependsOn": [%6$s],
      "certificate": {"authority": "a", "uri": "spiffe://x/%1$s", "hosts": ["127.0.0.1"]}
    }
    """
        .formatted(
            name,
            java,
            CLASSES,
            marks,
            behaviour,
            String.join(", ", Stream.of(before).map(one -> '"' + one + '"').toList()));
  }

  private Instant mark(String name, String what) throws IOException {
    return Instant.parse(Files.readString(marks.resolve(name + "." + what)));
  }

  private Map<String, String> exports() {
    return state.settings("agents").read();
  }

  private int port(String name) {
    return table().find(name).orElseThrow().port();
  }

  private Map<String, Long> pids(String... names) {
    Map<String, Long> pids = new TreeMap<>();
    for (String name : names) {
      table().find(name).ifPresent(process -> pids.put(name, process.pid()));
    }
    return pids;
  }

  private ProcessTable table() {
    return new ProcessTable(state, Clock.systemUTC(), Map.of());
  }
}
