package dev.tenantry.local.environment.processes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.local.environment.state.Settings;
import dev.tenantry.local.environment.state.StateFolder;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessTableTest {
  @TempDir Path temp;
  private StateFolder state;
  private ProcessTable table;

  @BeforeEach
  void makeAStateFolder() {
    state = new StateFolder(temp);
    state.create();
    table = new ProcessTable(state, Clock.systemUTC(), Map.of("PATH", "/bin:/usr/bin"));
  }

  @AfterEach
  void stop() {
    table.stop("sleeper");
  }

  @Test
  void startsFindsAndStopsAProcess() {
    ProcessRecord started = table.start(sleeper("sleep", "60"));
    assertThat(table.find("sleeper")).contains(started);
    assertThat(table.isRunning("sleeper")).isTrue();
    assertThat(table.stop("sleeper")).isTrue();
    assertThat(ProcessTable.isRunning(started)).isFalse();
    assertThat(table.find("sleeper")).isEmpty();
  }

  // A pid is used again after a while; the start time tells the two processes apart.
  @Test
  void neverTouchesAnotherProcessWithThePidOfOurs() {
    ProcessRecord stranger = table.start(sleeper("sleep", "60"));
    Settings record = new Settings(state.run().resolve("sleeper.properties"));
    Map<String, String> facts = new HashMap<>(record.read());
    facts.put("startTicks", Long.toString(stranger.startTicks() - 1));
    record.write(facts);
    assertThat(table.isRunning("sleeper")).isFalse();
    assertThat(table.stop("sleeper")).isFalse();
    assertThat(ProcessTable.isRunning(stranger)).isTrue();
    record.write(stranger.toFacts());
  }

  @Test
  void aProcessOfAnEarlierBootDoesNotRun() {
    ProcessRecord started = table.start(sleeper("sleep", "60"));
    Settings record = new Settings(state.run().resolve("sleeper.properties"));
    Map<String, String> facts = new HashMap<>(record.read());
    facts.put("bootId", "earlier");
    record.write(facts);
    assertThat(table.isRunning("sleeper")).isFalse();
    record.write(started.toFacts());
  }

  @Test
  void keepsTheLogOfTheRunBefore() throws Exception {
    table.start(sleeper("sh", "-c", "echo first"));
    while (table.isRunning("sleeper")) {
      ProcessTable.pause(10);
    }
    table.start(sleeper("sleep", "60"));
    assertThat(LogTail.of(temp.resolve("logs/sleeper.log.1"))).endsWith("first");
  }

  @Test
  void aProcessSeesItsOwnVariablesBesideThoseOfAll() throws Exception {
    List<String> command = List.of("sh", "-c", "echo $PATH $OWN");
    Map<String, String> own = Map.of("OWN", "one");
    table.start(new Launch("sleeper", command, own, 0, StopSignal.TERM, Duration.ofSeconds(1)));
    while (table.isRunning("sleeper")) {
      ProcessTable.pause(10);
    }
    assertThat(temp.resolve("logs/sleeper.log")).hasContent("/bin:/usr/bin one");
  }

  @Test
  void oneThatDoesNotEndInItsTimeIsKilled() {
    List<String> deaf = List.of("sh", "-c", "trap '' TERM; while :; do sleep 0.1; done");
    Duration grace = Duration.ofMillis(1500);
    ProcessRecord started =
        table.start(new Launch("sleeper", deaf, Map.of(), 0, StopSignal.TERM, grace));
    // Until the shell has set its trap.
    ProcessTable.pause(300);
    long begin = System.nanoTime();
    assertThat(table.end("sleeper")).isEqualTo(ProcessTable.Ending.KILLED);
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofSeconds(1));
    assertThat(ProcessTable.isRunning(started)).isFalse();
    assertThat(table.end("sleeper")).isEqualTo(ProcessTable.Ending.NONE);
    table.start(sleeper("sleep", "60"));
    assertThat(table.end("sleeper")).isEqualTo(ProcessTable.Ending.ORDERLY);
  }

  @Test
  void aRecordOfAnEarlierVersionOfThisProgramIsRead() {
    ProcessRecord started = table.start(sleeper("sleep", "60"));
    Settings record = new Settings(state.run().resolve("sleeper.properties"));
    Map<String, String> facts = new HashMap<>(record.read());
    facts.remove("graceSeconds");
    record.write(facts);
    assertThat(table.find("sleeper")).contains(started);
  }

  @Test
  void aZombieDoesNotRun() {
    String alive = "7 (a b) c) S 1 7 7 0 -1 4 0 0 0 0 0 0 0 0 20 0 1 0 424242 0 0";
    assertThat(ProcFile.parseStartTicks(alive)).isEqualTo(OptionalLong.of(424242));
    assertThat(ProcFile.parseStartTicks(alive.replace(") S", ") Z"))).isEmpty();
  }

  private static Launch sleeper(String... words) {
    return new Launch("sleeper", List.of(words), 0, StopSignal.TERM);
  }
}
