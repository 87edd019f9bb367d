package dev.tenantry.agentimage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.agentimage.ModelServer.Answer;
import dev.tenantry.contract.TurnLimits;
import dev.tenantry.contract.Variable;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged agent as an orchestrator over a file of SQLite. */
class OrchestratorIT {
  @TempDir Path folder;

  private ModelServer model;
  private AgentProcess agent;

  @BeforeEach
  void start() throws Exception {
    model = new ModelServer(asked -> Answer.text("You said: " + asked.lastMessage()));
    agent = agent(Settings.orchestrator()).start();
  }

  @AfterEach
  void stop() {
    agent.close();
    model.close();
  }

  private AgentProcess agent(Object settings) {
    return new AgentProcess(
        folder.resolve("agent"), settings, Map.of(Variable.MODEL_BASE_URL, model.url()));
  }

  @Test
  void aSessionGoesOnAndTheModelSeesWhatWasSaid() {
    JsonNode first = agent.answered(Map.of("message", "My name is Ada."));
    assertThat(first.path("text").asText()).isEqualTo("You said: My name is Ada.");
    assertThat(first.path("usage").path("completionTokens").asInt()).isEqualTo(6);

    agent.answered(Map.of("session", first.path("session").asText(), "message", "And mine?"));
    List<String> seen = new ArrayList<>();
    model
        .asked()
        .get(1)
        .body()
        .get("messages")
        .forEach(one -> seen.add(one.get("role").asText() + ": " + one.get("content").asText()));
    assertThat(seen)
        .containsExactly(
            "system: You help.",
            "user: My name is Ada.",
            "assistant: You said: My name is Ada.",
            "user: And mine?");
    JsonNode session =
        AgentProcess.json(
            agent.get(agent.url("/v1/sessions/" + first.path("session").asText())).body());
    assertThat(session.path("messages")).hasSize(4);
    assertThat(session.path("usage").path("promptTokens").asInt()).isEqualTo(20);
  }

  @Test
  void anAnswerComesWordByWord() {
    HttpResponse<String> response =
        agent.chat(Map.of("message", "hello there"), "Accept", "text/event-stream");
    assertThat(response.headers().firstValue("Content-Type").orElse(""))
        .startsWith("text/event-stream");
    List<String> events =
        response.body().lines().filter(line -> line.startsWith("event:")).toList();
    assertThat(events)
        .containsExactly(
            "event: session",
            "event: token",
            "event: token",
            "event: token",
            "event: token",
            "event: usage",
            "event: done");
  }

  @Test
  void theSameKeyIsOneTurn() {
    Map<String, String> body = Map.of("message", "once");
    JsonNode first = agent.answered(body, "Idempotency-Key", "k1");
    JsonNode second = agent.answered(body, "Idempotency-Key", "k1");
    assertThat(second).isEqualTo(first);
    assertThat(model.asked()).hasSize(1);
  }

  @Test
  void whatTheGatewayRefusesIsToldAndCanBeRepeated() {
    model.script(asked -> Answer.status(429, Map.of("Retry-After", "7")));
    HttpResponse<String> refused = agent.chat(Map.of("message", "hello"), "Idempotency-Key", "k2");
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.headers().firstValue("Retry-After")).contains("7");
    assertThat(model.asked()).as("not asked again by itself").hasSize(1);

    model.script(asked -> Answer.status(402, Map.of()));
    assertThat(agent.chat(Map.of("message", "hello"), "Idempotency-Key", "k2").statusCode())
        .isEqualTo(402);
    assertThat(model.asked()).hasSize(2);

    model.script(asked -> Answer.text("now"));
    assertThat(
            agent
                .answered(Map.of("message", "hello"), "Idempotency-Key", "k2")
                .path("text")
                .asText())
        .isEqualTo("now");
  }

  @Test
  void anOutageIsBriefOrTold() {
    List<Integer> statuses = new ArrayList<>(List.of(503, 502));
    model.script(
        asked ->
            statuses.isEmpty() ? Answer.text("back") : Answer.status(statuses.remove(0), Map.of()));
    assertThat(agent.answered(Map.of("message", "hello")).path("text").asText()).isEqualTo("back");
    model.script(asked -> Answer.status(500, Map.of()));
    HttpResponse<String> down = agent.chat(Map.of("message", "hello"));
    assertThat(down.statusCode()).isEqualTo(503);
    assertThat(down.headers().firstValue("Retry-After")).isPresent();
  }

  @Test
  void tooManyTurnsAreRefusedAtOnce() {
    agent.close();
    agent = agent(Settings.orchestrator(new TurnLimits(2, 1_000, 30, 100, 2, 1))).start();
    model.script(asked -> Answer.slowly("a b c d", Duration.ofMillis(500)));
    List<CompletableFuture<HttpResponse<String>>> all = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      all.add(CompletableFuture.supplyAsync(() -> agent.chat(Map.of("message", "x"))));
    }
    List<Integer> statuses = all.stream().map(one -> one.join().statusCode()).sorted().toList();
    assertThat(statuses).containsExactly(200, 200, 200, 503, 503, 503, 503, 503);
    assertThat(agent.get(agent.metricsUrl("/metrics")).body())
        .contains("tenantry_turns_total{outcome=\"refused_overload\"} 5.0");
  }

  // SQLite is not fair to whoever waits for its one writer: some waited until they gave up.
  @Test
  void underLoadNobodyStarves() throws Exception {
    model.script(asked -> Answer.slowly("a b c d", Duration.ofMillis(5)));
    var enough = new AtomicBoolean();
    List<CompletableFuture<Integer>> people = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      people.add(CompletableFuture.supplyAsync(() -> talkOn(enough)));
    }
    Thread.sleep(12_000);
    enough.set(true);
    assertThat(people).allSatisfy(one -> assertThat(one.join()).isPositive());
    assertThat(agent.log()).doesNotContain("_waits").doesNotContain("database_away");
  }

  private int talkOn(AtomicBoolean enough) {
    int turns = 0;
    while (!enough.get()) {
      agent.answered(Map.of("message", "hello"));
      turns++;
    }
    return turns;
  }

  @Test
  void aTokenThatChangesIsUsedAtOnce() throws Exception {
    agent.answered(Map.of("message", "one"));
    Files.writeString(agent.folder().resolve("token"), "second-token\n");
    agent.answered(Map.of("message", "two"));
    assertThat(model.asked().get(0).header("Authorization")).isEqualTo("Bearer token-of-agent");
    assertThat(model.asked().get(1).header("Authorization")).isEqualTo("Bearer second-token");
    assertThat(agent.log()).doesNotContain("second-token").doesNotContain("token-of-agent");
  }

  @Test
  void aTraceGoesOnToTheModel() {
    agent.answered(
        Map.of("message", "hello"),
        "traceparent",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
    assertThat(model.asked().get(0).header("traceparent"))
        .startsWith("00-0af7651916cd43dd8448eb211c80319c-")
        .doesNotContain("b7ad6b7169203331");
    assertThat(agent.log()).contains("\"trace_id\":\"0af7651916cd43dd8448eb211c80319c\"");
  }

  @Test
  void sigtermLetsATurnEndAndRefusesOthers() throws Exception {
    model.script(asked -> Answer.slowly("a b c d e f", Duration.ofMillis(400)));
    var turn = CompletableFuture.supplyAsync(() -> agent.chat(Map.of("message", "long")));
    while (model.asked().isEmpty()) {
      Thread.sleep(20);
    }
    agent.process().destroy();
    Thread.sleep(300);
    assertThat(agent.get(agent.metricsUrl("/readyz")).statusCode()).isEqualTo(503);
    HttpResponse<String> late = agent.chat(Map.of("message", "late"));
    assertThat(late.statusCode()).isEqualTo(503);
    assertThat(late.headers().firstValue("Retry-After")).isPresent();
    assertThat(turn.join().statusCode()).isEqualTo(200);
    assertThat(agent.terminate()).isZero();
  }

  @Test
  void badRequestsAreToldWhatIsWrong() {
    assertThat(agent.chat(Map.of("text", "x")).statusCode()).isEqualTo(400);
    assertThat(agent.chat(Map.of("message", "x", "session", "1")).statusCode()).isEqualTo(400);
    HttpResponse<String> none =
        agent.chat(Map.of("message", "x", "session", "0b9ddf2c-0000-4000-8000-000000000000"));
    assertThat(none.statusCode()).isEqualTo(404);
    assertThat(none.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(agent.get(agent.url("/v1/chat")).statusCode()).isEqualTo(405);
    assertThat(agent.get(agent.url("/etc/passwd")).statusCode()).isEqualTo(404);
  }

  @Test
  void everyLineOfTheLogIsAnObject() {
    agent.answered(Map.of("message", "secret of the customer"));
    assertThat(agent.logLines())
        .isNotEmpty()
        .allSatisfy(
            line -> {
              assertThat(line.path("tenant").asText()).isEqualTo("acme");
              assertThat(line.path("event").asText()).isNotEmpty();
            });
    assertThat(agent.log()).doesNotContain("secret of the customer");
  }
}
