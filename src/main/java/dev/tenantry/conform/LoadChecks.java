package dev.tenantry.conform;

import static dev.tenantry.conform.Findings.expect;

import dev.tenantry.conform.standin.ModelAnswer;
import dev.tenantry.contract.Door;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/** More turns at once than an orchestrator has room for. */
final class LoadChecks {
  private static final String LOAD = "Conform load: please answer.";
  private static final int TURNS = 10;
  private static final int ROOM = Stage.CONCURRENT + Stage.WAITING;
  private static final Duration AT_ONCE = Duration.ofSeconds(5);

  private final Findings findings;
  private final Stage stage;
  private final AgentDoor door;

  LoadChecks(Findings findings, Stage stage, AgentDoor door) {
    this.findings = findings;
    this.stage = stage;
    this.door = door;
  }

  void run() {
    findings.check(
        Rule.OVERLOAD,
        () -> {
          CountDownLatch gate = new CountDownLatch(1);
          stage.model().plan(LOAD, ModelAnswer.says("At last.").heldBy(gate));
          List<CompletableFuture<Answer>> turns = new ArrayList<>();
          try {
            for (int turn = 0; turn < TURNS; turn++) {
              turns.add(door.chatLater(Turn.of(LOAD), AgentDoor.PATIENCE.multipliedBy(2)));
            }
            Waiting.until(AT_ONCE, () -> answered(turns) >= TURNS - ROOM);
            probes();
            judge(turns, answered(turns));
          } finally {
            gate.countDown();
            CompletableFuture.allOf(turns.toArray(CompletableFuture[]::new))
                .handle((all, failure) -> null)
                .join();
          }
          for (CompletableFuture<Answer> turn : turns) {
            Answer answer = AgentDoor.await(turn);
            expect(
                answer.status() == 200 || answer.isRefusalForNow(),
                "200, or 503 with Retry-After",
                answer);
          }
        });
  }

  private void probes() {
    findings.check(
        Rule.OVERLOAD_PROBES,
        () -> {
          Answer health = door.probe(Door.HEALTH, GatewayChecks.PROBE);
          expect(health.status() == 200, "200 of " + Door.HEALTH + " under load", health);
          door.probe(Door.READY, GatewayChecks.PROBE);
        });
  }

  private static void judge(List<CompletableFuture<Answer>> turns, int refused) throws Exception {
    for (CompletableFuture<Answer> turn : turns) {
      if (turn.isDone()) {
        Answer answer = AgentDoor.await(turn);
        expect(answer.isRefusalForNow(), "503 with Retry-After", answer);
      }
    }
    expect(
        refused == TURNS - ROOM,
        (TURNS - ROOM) + " of " + TURNS + " turns refused within " + AT_ONCE.toSeconds() + " s",
        refused);
  }

  private static int answered(List<CompletableFuture<Answer>> turns) {
    return (int) turns.stream().filter(CompletableFuture::isDone).count();
  }
}
