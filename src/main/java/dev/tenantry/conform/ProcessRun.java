package dev.tenantry.conform;

import static dev.tenantry.conform.Findings.expect;

import dev.tenantry.contract.Door;
import dev.tenantry.contract.Mode;
import dev.tenantry.contract.Variable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.OptionalInt;

/** Everything about a process that is started here, in an order that no check disturbs the next. */
final class ProcessRun {
  /** A process that refuses its settings does so before it does anything else. */
  private static final Duration REFUSAL = Duration.ofSeconds(30);

  /** From the first answer of a worker that has no queue until it is alive. */
  private static final Duration ALIVE = Duration.ofSeconds(10);

  private final Findings findings;
  private final Stage stage;

  ProcessRun(Findings findings, Stage stage) {
    this.findings = findings;
    this.stage = stage;
  }

  void run() throws CannotRunException, InterruptedException {
    try {
      RunningAgent agent = stage.start();
      boolean answered = agent.awaitAnswer(Door.HEALTH);
      agent.requireAlive();
      findings.check(Rule.ENVIRONMENT, () -> answers(agent, answered));
      if (answered) {
        switch (stage.mode()) {
          case ORCHESTRATOR -> orchestrator(agent);
          case TOOL -> tool(agent);
          case WORKER -> worker(agent);
        }
      }
      agent.process().close();
      refusesSettings();
      new LogChecks(findings, stage).run();
    } catch (IOException e) {
      throw new CannotRunException("the run broke off: " + Words.of(e), e);
    }
  }

  private void answers(RunningAgent agent, boolean answered) throws Exception {
    expect(answered, "an answer on METRICS_PORT", "none");
    if (stage.mode() != Mode.WORKER) {
      boolean open = Waiting.until(RunningAgent.START, () -> isOpen(agent.port()));
      expect(open, "a connection on PORT", "none");
    }
  }

  private static boolean isOpen(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  private void orchestrator(RunningAgent agent)
      throws CannotRunException, IOException, InterruptedException {
    boolean ready = agent.awaitOk(Door.READY);
    probes(agent);
    if (!ready) {
      return;
    }
    ChatChecks chat = new DialogueChecks(findings, stage, agent.door()).run();
    GatewayChecks gateway = new GatewayChecks(findings, stage, agent.door());
    gateway.run();
    new LoadChecks(findings, stage, agent.door()).run();
    new ProbeChecks(findings, agent.door()).metrics();
    new RestartChecks(findings, stage, chat).run(agent);
    gateway.everyCall();
  }

  private void tool(RunningAgent agent) throws InterruptedException {
    agent.awaitOk(Door.STARTUP);
    boolean own = !stage.isGiven(Variable.DB_URL);
    if (own && !agent.isOk(Door.READY)) {
      findings.skip(Rule.READY, "there is no database of the tool's kind; give one with --env");
    }
    probes(agent);
    new ToolChecks(findings, stage, agent).run();
    new EndChecks(findings, stage, agent).idle();
  }

  private void worker(RunningAgent agent) throws InterruptedException {
    if (stage.isGiven(Variable.QUEUE_URL)) {
      String why = "QUEUE_URL was given, and is not away";
      findings.skip(Rule.UNREADY, why);
      findings.skip(Rule.STARTS_ALONE, why);
      findings.skip(Rule.ALIVE_ALONE, why);
    } else {
      findings.skip(Rule.READY, "there is no queue; give one with --env");
      findings.check(
          Rule.UNREADY,
          () -> {
            Answer answer = agent.door().probe(Door.READY, GatewayChecks.PROBE);
            expect(answer.status() == 503, "503 of " + Door.READY + " without a queue", answer);
          });
      Waiting.until(ALIVE, () -> agent.isOk(Door.HEALTH));
      new ProbeChecks(findings, agent.door()).ok(Rule.ALIVE_ALONE, Door.HEALTH);
      findings.check(Rule.ALIVE, () -> findings.require(Rule.ALIVE_ALONE));
      // A client that gives up does so after some attempts.
      boolean ended = Waiting.until(Duration.ofSeconds(3), () -> !agent.process().isAlive());
      findings.check(
          Rule.STARTS_ALONE, () -> expect(!ended, "it running without a queue", "it ended"));
      if (ended) {
        return;
      }
    }
    probes(agent);
    new EndChecks(findings, stage, agent).idle();
  }

  private void probes(RunningAgent agent) {
    ProbeChecks probes = new ProbeChecks(findings, agent.door());
    if (!findings.isSkipped(Rule.ALIVE)) {
      probes.ok(Rule.ALIVE, Door.HEALTH);
    }
    if (!findings.isSkipped(Rule.READY)) {
      probes.ok(Rule.READY, Door.READY);
    }
    probes.ok(Rule.STARTED, Door.STARTUP);
    probes.metrics();
    if (stage.mode() == Mode.ORCHESTRATOR) {
      probes.metricsApart();
    }
  }

  private void refusesSettings() throws CannotRunException, IOException {
    RunningAgent agent = stage.startUseless();
    findings.check(
        Rule.SETTINGS_REFUSED,
        () -> {
          boolean[] ready = {false};
          Waiting.until(
              REFUSAL,
              () -> {
                ready[0] = agent.isOk(Door.READY);
                return ready[0] || !agent.process().isAlive();
              });
          expect(!ready[0], "its end for settings that it cannot use", "200 of " + Door.READY);
          OptionalInt code = agent.process().exit(Duration.ofSeconds(1));
          expect(
              code.isPresent(),
              "its end within " + REFUSAL.toSeconds() + " s for settings that it cannot use",
              "it alive");
          expect(code.getAsInt() != 0, "an exit code other than 0", 0);
        });
    agent.process().close();
  }
}
