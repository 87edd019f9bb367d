package dev.tenantry.agentimage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.contract.TurnLimits;
import dev.tenantry.contract.Variable;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The agent is killed at random points while people talk to it.
 *
 * <p>Each person sends the next message once the last was answered, and repeats a message with its
 * key whenever the connection breaks. Nothing may be lost, and nothing may be answered twice.
 */
class KilledTurnsIT {
  private static final int KILLS = 20;
  private static final int PEOPLE = 3;

  @TempDir Path folder;

  @Test
  void sigkillAtTwentyPointsLosesNoTurnAndDoublesNone() throws Exception {
    long seed = Long.getLong("seed", System.nanoTime());
    Random random = new Random(seed);
    try (ModelServer model = new ModelServer(Talk::slowEcho);
        AgentProcess agent = agent(model)) {
      agent.start();
      AtomicBoolean enough = new AtomicBoolean();
      ExecutorService people = Executors.newFixedThreadPool(PEOPLE);
      List<Future<Talk>> talks = Talk.crowd(people, agent, PEOPLE, enough);
      for (int kill = 0; kill < KILLS; kill++) {
        Thread.sleep(100 + random.nextInt(1_200));
        agent.kill();
        agent.start();
      }
      enough.set(true);
      Talk.checkAll(talks, agent, seed);
      people.shutdown();
      assertThat(agent.log()).as("a turn went on behind its last step").contains("turn_resumed");
    }
  }

  @Test
  void sigtermUnderLoadLosesNoTurn() throws Exception {
    try (ModelServer model = new ModelServer(Talk::slowEcho);
        AgentProcess agent = agent(model)) {
      agent.start();
      AtomicBoolean enough = new AtomicBoolean();
      ExecutorService people = Executors.newFixedThreadPool(PEOPLE);
      List<Future<Talk>> talks = Talk.crowd(people, agent, PEOPLE, enough);
      for (int stop = 0; stop < 4; stop++) {
        Thread.sleep(1_500);
        assertThat(agent.terminate()).as("exit code").isZero();
        agent.start();
      }
      enough.set(true);
      Talk.checkAll(talks, agent, 0);
      people.shutdown();
      // A turn that has begun is let end: none was begun a second time.
      assertThat(agent.log()).doesNotContain("turn_resumed");
    }
  }

  private AgentProcess agent(ModelServer model) {
    return new AgentProcess(
        folder.resolve("agent"),
        Settings.orchestrator(new TurnLimits(4, 32_000, 60, 1_000, 8, 8)),
        Map.of(Variable.MODEL_BASE_URL, model.url()));
  }
}
