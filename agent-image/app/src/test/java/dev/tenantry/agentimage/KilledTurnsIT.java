package dev.tenantry.agentimage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.agentimage.ModelServer.Answer;
import dev.tenantry.agentimage.ModelServer.Asked;
import dev.tenantry.contract.TurnLimits;
import dev.tenantry.contract.Variable;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
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
  private static final Duration PATIENCE = Duration.ofMinutes(6);

  @TempDir Path folder;

  /** A person's session, and each message with its answer. */
  private record Talk(String session, Map<String, String> answers) {}

  @Test
  void sigkillAtTwentyPointsLosesNoTurnAndDoublesNone() throws Exception {
    long seed = Long.getLong("seed", System.nanoTime());
    Random random = new Random(seed);
    try (ModelServer model = new ModelServer(KilledTurnsIT::slowEcho);
        AgentProcess agent = agent(model)) {
      agent.start();
      AtomicBoolean enough = new AtomicBoolean();
      ExecutorService people = Executors.newFixedThreadPool(PEOPLE);
      List<Future<Talk>> talks = new ArrayList<>();
      for (int person = 0; person < PEOPLE; person++) {
        talks.add(people.submit(talk(agent, "p" + person, enough)));
      }
      for (int kill = 0; kill < KILLS; kill++) {
        Thread.sleep(100 + random.nextInt(1_200));
        agent.kill();
        agent.start();
      }
      enough.set(true);
      for (Future<Talk> talk : talks) {
        check(agent, talk.get(PATIENCE.toSeconds(), TimeUnit.SECONDS), seed);
      }
      people.shutdown();
      assertThat(agent.log()).as("a turn went on behind its last step").contains("turn_resumed");
    }
  }

  @Test
  void sigtermUnderLoadLosesNoTurn() throws Exception {
    try (ModelServer model = new ModelServer(KilledTurnsIT::slowEcho);
        AgentProcess agent = agent(model)) {
      agent.start();
      AtomicBoolean enough = new AtomicBoolean();
      ExecutorService people = Executors.newFixedThreadPool(PEOPLE);
      List<Future<Talk>> talks = new ArrayList<>();
      for (int person = 0; person < PEOPLE; person++) {
        talks.add(people.submit(talk(agent, "p" + person, enough)));
      }
      for (int stop = 0; stop < 4; stop++) {
        Thread.sleep(1_500);
        assertThat(agent.terminate()).as("exit code").isZero();
        agent.start();
      }
      enough.set(true);
      for (Future<Talk> talk : talks) {
        check(agent, talk.get(PATIENCE.toSeconds(), TimeUnit.SECONDS), 0);
      }
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

  /** Two steps: first a tool that does not exist, then the answer; about half a second. */
  private static Answer slowEcho(Asked asked) {
    JsonNode messages = asked.body().get("messages");
    JsonNode last = messages.get(messages.size() - 1);
    if (last.path("role").asText().equals("user")) {
      return new Answer(
          200,
          Map.of(),
          List.of(),
          List.of(new ModelServer.ToolWish("missing", "{}")),
          Duration.ofMillis(100));
    }
    String said = "";
    for (JsonNode message : messages) {
      if (message.path("role").asText().equals("user")) {
        said = message.path("content").asText();
      }
    }
    return Answer.slowly("to " + said + " I say yes", Duration.ofMillis(60));
  }

  private static Callable<Talk> talk(AgentProcess agent, String person, AtomicBoolean enough) {
    return () -> {
      Map<String, String> answers = new TreeMap<>();
      String session = "";
      for (int i = 0; !enough.get() || i < 2; i++) {
        String message = person + "-" + i;
        Map<String, String> body =
            session.isEmpty()
                ? Map.of("message", message)
                : Map.of("message", message, "session", session);
        JsonNode answer = untilAnswered(agent, body, person + "-key-" + i);
        session = answer.path("session").asText();
        answers.put(message, answer.path("text").asText());
      }
      return new Talk(session, answers);
    };
  }

  private static JsonNode untilAnswered(AgentProcess agent, Map<String, String> body, String key)
      throws InterruptedException {
    Instant end = Instant.now().plus(PATIENCE);
    while (Instant.now().isBefore(end)) {
      try {
        HttpResponse<String> response = agent.chat(body, "Idempotency-Key", key);
        if (response.statusCode() == 200) {
          return AgentProcess.json(response.body());
        }
        assertThat(response.statusCode()).as(response.body()).isEqualTo(503);
      } catch (UncheckedIOException broken) {
        // It was killed; that is the test.
      }
      Thread.sleep(100);
    }
    throw new AssertionError("no answer to " + body + "\n" + agent.log());
  }

  /** Each message and each answer is there once, in its order. */
  private static void check(AgentProcess agent, Talk talk, long seed) {
    JsonNode session =
        AgentProcess.json(agent.get(agent.url("/v1/sessions/" + talk.session())).body());
    List<String> kept = new ArrayList<>();
    session.path("messages").forEach(one -> kept.add(one.path("text").asText()));
    Set<String> different = new TreeSet<>(kept);
    assertThat(different).as("seed %d: each once", seed).hasSameSizeAs(kept);
    talk.answers()
        .forEach(
            (message, answer) -> {
              assertThat(answer).as("seed %d", seed).isEqualTo("to " + message + " I say yes");
              assertThat(kept).as("seed %d", seed).containsSequence(message, answer);
            });
    assertThat(kept).as("seed %d: nothing else", seed).hasSize(2 * talk.answers().size());
    // Each turn has one call of a tool, whoever made it.
    assertThat(session.path("toolCalls")).hasSize(talk.answers().size());
  }
}
