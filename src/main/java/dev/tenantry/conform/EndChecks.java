package dev.tenantry.conform;

import static dev.tenantry.conform.Findings.expect;

import dev.tenantry.conform.standin.ModelAnswer;
import dev.tenantry.contract.Door;
import java.io.IOException;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** SIGTERM, with and without a turn under way. */
final class EndChecks {
  private static final String NEW_WORK = "Conform too late: please answer.";
  private static final Duration UNREADY = Duration.ofSeconds(3);

  private static final long GAP_MILLIS = 300;

  /** A refusal takes no time; this is a machine under load. */
  private static final Duration REFUSAL = Duration.ofSeconds(4);

  /** How long the model holds its answer after SIGTERM; well below the shortest grace of 3 s. */
  private static final long HELD_MILLIS = 1_000;

  private final Findings findings;
  private final Stage stage;
  private final RunningAgent agent;
  private long terminated;

  EndChecks(Findings findings, Stage stage, RunningAgent agent) {
    this.findings = findings;
    this.stage = stage;
    this.agent = agent;
  }

  /** Ends it while nothing holds it. */
  void idle() throws InterruptedException {
    boolean ready = agent.isOk(Door.READY);
    terminate();
    if (ready) {
      unready();
    } else {
      findings.skip(Rule.DRAIN_READY, "it was not ready before");
    }
    ended();
  }

  /**
   * Ends it in the middle of a turn.
   *
   * @return what the turn got, if it got an answer
   */
  CompletableFuture<Answer> during(Turn turn) throws InterruptedException {
    CountDownLatch gate = new CountDownLatch(1);
    stage.model().plan(turn.message(), ModelAnswer.says("Finished.").heldBy(gate));
    CompletableFuture<Answer> answer = agent.door().chatLater(turn, AgentDoor.PATIENCE);
    boolean begun =
        Waiting.until(
            AgentDoor.PATIENCE,
            () -> answer.isDone() || !stage.model().calls(turn.message()).isEmpty());
    terminate();
    if (begun && !answer.isDone()) {
      unready();
      refuses();
      Thread.sleep(Math.max(0, HELD_MILLIS - millis()));
    } else {
      findings.skip(Rule.DRAIN_READY, "no turn could be begun");
      findings.skip(Rule.DRAIN_REFUSES, "no turn could be begun");
    }
    gate.countDown();
    ended();
    return answer;
  }

  private void terminate() {
    terminated = System.nanoTime();
    agent.process().terminate();
  }

  private long millis() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - terminated);
  }

  private void unready() {
    findings.check(
        Rule.DRAIN_READY,
        () -> {
          int[] last = {0};
          Waiting.until(
              UNREADY,
              () -> {
                last[0] = agent.status(Door.READY);
                return last[0] == 503 || !agent.process().isAlive();
              });
          if (last[0] != 503 && !agent.process().isAlive()) {
            throw new Findings.Unchecked("it had ended before it could be asked");
          }
          expect(
              last[0] == 503,
              "503 of " + Door.READY + " within " + UNREADY.toSeconds() + " s of SIGTERM",
              last[0] == 0 ? "no answer" : last[0]);
        });
  }

  private void refuses() {
    findings.check(
        Rule.DRAIN_REFUSES,
        () -> {
          if (!agent.process().isAlive()) {
            throw new Findings.Unchecked("it had ended before it could be asked");
          }
          Answer answer = late();
          if (answer.status() == 200) {
            // Two switches that are not turned in the same instant are no fault.
            Thread.sleep(GAP_MILLIS);
            answer = late();
          }
          expect(answer.isRefusalForNow(), "503 with Retry-After for a new turn", answer);
        });
  }

  private Answer late() throws Exception {
    CompletableFuture<Answer> late = agent.door().chatLater(Turn.of(NEW_WORK), REFUSAL);
    try {
      return AgentDoor.await(late);
    } catch (IOException e) {
      if (agent.process().exit(Duration.ofMillis(500)).isPresent()) {
        throw new Findings.Unchecked("it had ended before it could answer");
      }
      throw e;
    }
  }

  /** That it ends in time and well; it has ended afterwards in any case. */
  private void ended() throws InterruptedException {
    long grace = TimeUnit.SECONDS.toMillis(stage.shutdownSeconds());
    OptionalInt code = agent.process().exit(Duration.ofMillis(Math.max(1, grace - millis())));
    long took = millis();
    findings.check(
        Rule.DRAIN_IN_TIME,
        () ->
            expect(
                code.isPresent(),
                "its end within " + stage.shutdownSeconds() + " s of SIGTERM",
                "it alive after " + Words.seconds(took)));
    findings.check(
        Rule.DRAIN_EXIT,
        () -> {
          if (code.isEmpty()) {
            throw new Findings.Unchecked("it had to be killed: see " + Rule.DRAIN_IN_TIME.id());
          }
          expect(code.getAsInt() == 0, "exit code 0 after SIGTERM", code.getAsInt());
        });
    agent.process().kill();
  }
}
