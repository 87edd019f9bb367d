package dev.tenantry.conform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.conform.sample.Fault;
import dev.tenantry.contract.Door;
import dev.tenantry.contract.Mode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The checker judges real processes: a sound agent passes, and one with a single fault fails
 * exactly the rule that the fault breaks.
 */
class ConformanceIT {
  /** Each run mostly waits. */
  private static final int AT_ONCE = 8;

  private static final int SHUTDOWN_SECONDS = 8;

  private static final Map<Fault, Rule> BROKEN = broken();
  private static final Map<Mode, Future<Report>> SOUND = new EnumMap<>(Mode.class);
  private static final Map<Fault, Future<Report>> RUNS = new HashMap<>();

  private static final Set<Fault> TOOLS_FAULTS =
      EnumSet.of(
          Fault.NO_TOOLS,
          Fault.NO_CLIENT_CERTIFICATE,
          Fault.ANY_AUTHORITY,
          Fault.ANY_CALLER,
          Fault.STALE_CERTIFICATE);

  private static final Set<Fault> WORKERS_FAULTS =
      EnumSet.of(Fault.DIES_WITHOUT_QUEUE, Fault.READY_WITHOUT_QUEUE, Fault.HEALTH_ASKS_QUEUE);

  @TempDir private static Path folder;

  private static ExecutorService threads;
  private static Sample sample;

  private static Map<Fault, Rule> broken() {
    Map<Fault, Rule> broken = new EnumMap<>(Fault.class);
    broken.put(Fault.IGNORES_SETTINGS, Rule.SETTINGS_REFUSED);
    broken.put(Fault.LITTERS, Rule.FEW_PLACES);
    broken.put(Fault.TOKEN_CACHED, Rule.MODEL_TOKEN_ROTATES);
    broken.put(Fault.HEALTH_ASKS_MODEL, Rule.ALIVE_ALONE);
    broken.put(Fault.NO_METRICS, Rule.METRICS);
    broken.put(Fault.METRICS_FOR_USERS, Rule.METRICS_APART);
    broken.put(Fault.WRONG_TYPE, Rule.CHAT);
    broken.put(Fault.FORGETFUL, Rule.CHAT_REMEMBERS);
    broken.put(Fault.WRONG_USAGE, Rule.CHAT_COUNTS);
    broken.put(Fault.NO_PROBLEM, Rule.CHAT_PROBLEMS);
    broken.put(Fault.STREAM_WITHOUT_END, Rule.STREAM);
    broken.put(Fault.STREAM_LATE, Rule.STREAM_FLOWS);
    broken.put(Fault.STREAM_DONE_AFTER_ERROR, Rule.STREAM_ERROR);
    broken.put(Fault.DOUBLE_TURN, Rule.ONCE);
    broken.put(Fault.DOUBLE_TURN_AT_ONCE, Rule.ONCE_AT_ONCE);
    broken.put(Fault.TOOL_WITHOUT_CERTIFICATE, Rule.TOOL_CALLED);
    broken.put(Fault.TOOL_CALLS_UNTOLD, Rule.TOOL_TOLD);
    broken.put(Fault.WRONG_MODEL, Rule.MODEL_CALLED);
    broken.put(Fault.SWALLOWS_429, Rule.TOO_MANY);
    broken.put(Fault.IMPATIENT, Rule.PATIENT);
    broken.put(Fault.RETRIES_402, Rule.NEVER_AGAIN);
    broken.put(Fault.GIVES_UP_ON_503, Rule.TRIES_AGAIN);
    broken.put(Fault.HANGS_ON_OVERLOAD, Rule.OVERLOAD);
    broken.put(Fault.UNHEALTHY_UNDER_LOAD, Rule.OVERLOAD_PROBES);
    broken.put(Fault.NO_TRACE, Rule.TRACE_HANDED_ON);
    broken.put(Fault.NO_ATTRIBUTES, Rule.TRACE_ATTRIBUTES);
    broken.put(Fault.TEXT_IN_TELEMETRY, Rule.TRACE_SILENT);
    broken.put(Fault.BELIEVES_TENANT, Rule.TENANT);
    broken.put(Fault.PLAIN_LOGS, Rule.LOG);
    broken.put(Fault.NO_TRACE_IN_LOGS, Rule.LOG_TRACE);
    broken.put(Fault.NO_AUDIT, Rule.AUDIT);
    broken.put(Fault.SECRET_IN_LOG, Rule.SECRET_LOGS);
    broken.put(Fault.SECRET_IN_METRICS, Rule.SECRET_ANSWERS);
    broken.put(Fault.READY_WHILE_DRAINING, Rule.DRAIN_READY);
    broken.put(Fault.ACCEPTS_WHILE_DRAINING, Rule.DRAIN_REFUSES);
    broken.put(Fault.DROPS_TURN, Rule.DRAIN_FINISHES);
    broken.put(Fault.IGNORES_SIGTERM, Rule.DRAIN_IN_TIME);
    broken.put(Fault.EXIT_143, Rule.DRAIN_EXIT);
    broken.put(Fault.SESSIONS_IN_MEMORY, Rule.KILL_REMEMBERS);
    broken.put(Fault.FORGETS_KEYS_OF_ANSWERED, Rule.KILL_ONCE);
    broken.put(Fault.FORGETS_KEYS_OF_BROKEN, Rule.KILL_RESUMES);
    broken.put(Fault.LOSES_STEPS, Rule.KILL_ONE_STEP);
    broken.put(Fault.NO_TOOLS, Rule.MCP);
    broken.put(Fault.NO_CLIENT_CERTIFICATE, Rule.MCP_NO_CERTIFICATE);
    broken.put(Fault.ANY_AUTHORITY, Rule.MCP_OTHER_AUTHORITY);
    broken.put(Fault.ANY_CALLER, Rule.MCP_OTHER_CALLER);
    broken.put(Fault.STALE_CERTIFICATE, Rule.CERTIFICATE_ROTATES);
    broken.put(Fault.DIES_WITHOUT_QUEUE, Rule.STARTS_ALONE);
    broken.put(Fault.READY_WITHOUT_QUEUE, Rule.UNREADY);
    broken.put(Fault.HEALTH_ASKS_QUEUE, Rule.ALIVE_ALONE);
    return broken;
  }

  @BeforeAll
  static void judgeAll() throws Exception {
    sample = Sample.prepare(folder);
    threads = Executors.newFixedThreadPool(AT_ONCE);
    for (Mode mode : Mode.values()) {
      SOUND.put(mode, threads.submit(() -> judge(Fault.NONE, mode)));
    }
    BROKEN.forEach(
        (fault, rule) -> RUNS.put(fault, threads.submit(() -> judge(fault, mode(fault)))));
  }

  @AfterAll
  static void end() {
    threads.shutdownNow();
  }

  static Stream<Fault> faults() {
    return BROKEN.keySet().stream();
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void aSoundAgentPassesAllThatCanBeChecked(Mode mode) throws Exception {
    Report report = SOUND.get(mode).get();
    assertThat(report.findings())
        .filteredOn(finding -> finding.verdict() == Verdict.FAIL)
        .isEmpty();
    Set<Rule> unchecked =
        report.findings().stream()
            .filter(finding -> finding.verdict() == Verdict.NOT_CHECKED)
            .map(Finding::rule)
            .collect(Collectors.toSet());
    if (mode != Mode.ORCHESTRATOR) {
      // Nothing holds it, so that it may have ended before it could be asked.
      unchecked.remove(Rule.DRAIN_READY);
    }
    assertThat(unchecked).isEqualTo(uncheckable(mode));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void aFaultFailsItsOwnRuleAndNoOther(Fault fault) throws Exception {
    Report report = RUNS.get(fault).get();
    assertThat(report.findings())
        .as("%s", report.findings())
        .filteredOn(finding -> finding.verdict() == Verdict.FAIL)
        .extracting(Finding::rule)
        .containsExactly(BROKEN.get(fault));
  }

  // By its address, with nothing known of its model.
  @Test
  void aSoundAgentPassesByItsAddress() throws Exception {
    Path scratch = Files.createDirectory(folder.resolve("address"));
    ProcessUnderTest subject =
        new ProcessUnderTest(
            Mode.ORCHESTRATOR, sample.command(Fault.NONE), Map.of(), SHUTDOWN_SECONDS, scratch);
    try (Stage stage = Stage.open(subject)) {
      RunningAgent agent = stage.start();
      assertThat(agent.awaitOk(Door.READY)).isTrue();
      Report report =
          Conformance.of(Mode.ORCHESTRATOR, agent.door().work(), agent.door().metrics());
      assertThat(report.findings())
          .allSatisfy(
              finding ->
                  assertThat(finding.verdict())
                      .as("%s", finding)
                      .isEqualTo(
                          finding.rule().reach() == Reach.OUTSIDE
                              ? Verdict.PASS
                              : Verdict.NOT_CHECKED));
    }
  }

  @Test
  void everyRuleThatCanBeCheckedIsBrokenByAFault() {
    // OutsideTest breaks three; a process that never answers would be waited for for a minute.
    Set<Rule> never = EnumSet.of(Rule.ENVIRONMENT, Rule.ALIVE, Rule.READY, Rule.STARTED);
    for (Rule rule : Rule.values()) {
      if (rule.reach() != Reach.NOWHERE && !never.contains(rule)) {
        assertThat(BROKEN).containsValue(rule);
      }
    }
    assertThat(BROKEN).hasSize(Fault.values().length - 1);
  }

  /** What stays open around a sound agent: no database, no queue, nobody who was ready to leave. */
  private static Set<Rule> uncheckable(Mode mode) {
    Set<Rule> rules = EnumSet.noneOf(Rule.class);
    for (Rule rule : Rule.values()) {
      if (rule.modes().contains(mode) && rule.reach() == Reach.NOWHERE) {
        rules.add(rule);
      }
    }
    if (mode == Mode.WORKER) {
      rules.add(Rule.READY);
    }
    return rules;
  }

  private static Mode mode(Fault fault) {
    if (TOOLS_FAULTS.contains(fault)) {
      return Mode.TOOL;
    }
    return WORKERS_FAULTS.contains(fault) ? Mode.WORKER : Mode.ORCHESTRATOR;
  }

  private static Report judge(Fault fault, Mode mode) throws Exception {
    Path scratch = Files.createDirectory(folder.resolve(fault + "-" + mode));
    return Conformance.of(
        new ProcessUnderTest(mode, sample.command(fault), Map.of(), SHUTDOWN_SECONDS, scratch));
  }
}
