package dev.tenantry.agentimage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.agentimage.ModelServer.Answer;
import dev.tenantry.agentimage.ModelServer.Asked;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What one person said to an agent, and was told.
 *
 * <p>A person sends the next message once the last was answered, and repeats a message with its key
 * whenever the connection breaks.
 *
 * @param session the one session of the person
 * @param answers by message
 */
public record Talk(String session, Map<String, String> answers) {
  /** How long a person repeats one message. */
  private static final Duration PATIENCE = Duration.ofMinutes(6);

  /** Two steps: first a tool that does not exist, then the answer; about half a second. */
  public static Answer slowEcho(Asked asked) {
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

  /**
   * Talks until it is enough.
   *
   * @param person whose messages these are; nobody else has the name
   */
  private static Callable<Talk> with(AgentProcess agent, String person, AtomicBoolean enough) {
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

  /** Several people who talk at once, each on a thread, until it is enough. */
  public static List<Future<Talk>> crowd(
      ExecutorService threads, AgentProcess agent, int people, AtomicBoolean enough) {
    List<Future<Talk>> talks = new ArrayList<>();
    for (int person = 0; person < people; person++) {
      talks.add(threads.submit(with(agent, "p" + person, enough)));
    }
    return talks;
  }

  /** Waits for all of them, and checks what each was told. */
  public static void checkAll(List<Future<Talk>> talks, AgentProcess agent, long seed)
      throws Exception {
    for (Future<Talk> talk : talks) {
      talk.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).check(agent, seed);
    }
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
  private void check(AgentProcess agent, long seed) {
    JsonNode whole = AgentProcess.json(agent.get(agent.url("/v1/sessions/" + session)).body());
    List<String> kept = new ArrayList<>();
    whole.path("messages").forEach(one -> kept.add(one.path("text").asText()));
    Set<String> different = new TreeSet<>(kept);
    assertThat(different).as("seed %d: each once", seed).hasSameSizeAs(kept);
    answers.forEach(
        (message, answer) -> {
          assertThat(answer).as("seed %d", seed).isEqualTo("to " + message + " I say yes");
          assertThat(kept).as("seed %d", seed).containsSequence(message, answer);
        });
    assertThat(kept).as("seed %d: nothing else", seed).hasSize(2 * answers.size());
    // Each turn has one call of a tool, whoever made it.
    assertThat(whole.path("toolCalls")).hasSize(answers.size());
  }
}
