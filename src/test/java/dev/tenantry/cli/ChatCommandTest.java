package dev.tenantry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command against a server that answers as an orchestrator does. */
class ChatCommandTest {
  private static final String TURN =
      """
      event: session
      data: {"session":"s-1"}

      : a comment, by which proxies are kept awake
      event: token
      data: {"text":"Let me "}

      event: token
      data: {"text":"look."}

      event: tool_call
      data: {"id":"c1","tool":"search","arguments":{"query":"refunds"}}

      event: tool_result
      data: {"id":"c1","tool":"search","status":"ok","summary":"2 documents"}

      event: something_newer
      data: {"anything":true}

      event: token
      data: {"text":"Within 30 days."}

      event: usage
      data: {"promptTokens":120,"completionTokens":9}

      event: done
      data: {"session":"s-1","turn":1,"text":"Let me look.Within 30 days."}

      """;

  @TempDir private Path state;
  private HttpServer server;
  private int status = 200;
  private String answer = TURN;
  private final List<String> bodies = new ArrayList<>();
  private final List<Headers> headers = new ArrayList<>();
  private final Headers answered = new Headers();

  private record Result(int exit, String out, String error) {}

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/v1/chat", this::handle);
    server.start();
    Files.writeString(
        state.resolve("agents.properties"),
        "TENANTRY_AGENTS=acme/support\\=http\\://127.0.0.1\\:" + server.getAddress().getPort());
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void handle(HttpExchange exchange) throws IOException {
    bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    headers.add(exchange.getRequestHeaders());
    exchange.getResponseHeaders().putAll(answered);
    byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Test
  void theAnswerIsShownAsItComesWithALineForEachCallOfATool() {
    Result result = chat("acme", "How long?");
    assertThat(result.error()).isEmpty();
    assertThat(result.exit()).isZero();
    assertThat(result.out())
        .isEqualTo(
            """
            Let me look.
              -> search {"query":"refunds"}
              <- search ok: 2 documents
            Within 30 days.

            session s-1, turn 1: 120 tokens read, 9 written
            """);
  }

  // An agent that redacts says which tool it calls, and neither with what nor what came back.
  @Test
  void whatAnAgentKeepsToItselfLeavesNoGap() {
    answer =
        TURN.replace(",\"arguments\":{\"query\":\"refunds\"}", "")
            .replace(",\"summary\":\"2 documents\"", "");
    assertThat(chat("acme", "How long?").out())
        .contains("look.\n  -> search\n  <- search ok\nWithin 30 days.\n");
  }

  @Test
  void theRequestIsWhatTheContractSays() throws IOException {
    chat("acme", "How", "long?", "--session", "s-1", "--agent", "support");
    chat("acme", "How long?");
    JsonNode first = new ObjectMapper().readTree(bodies.get(0));
    assertThat(first).isEqualTo(json(Map.of("message", "How long?", "session", "s-1")));
    JsonNode second = new ObjectMapper().readTree(bodies.get(1));
    assertThat(second).isEqualTo(json(Map.of("message", "How long?")));
    assertThat(headers.get(0).getFirst("Accept")).isEqualTo("text/event-stream");
    // Two commands are two turns; one that a library repeats is one.
    assertThat(headers.get(0).getFirst("Idempotency-Key"))
        .hasSize(32)
        .isNotEqualTo(headers.get(1).getFirst("Idempotency-Key"));
  }

  private static JsonNode json(Map<String, String> fields) {
    return new ObjectMapper().valueToTree(fields);
  }

  // A person must see the first word before the last one is written.
  @Test
  void aTokenIsShownBeforeTheNextOneComes() throws Exception {
    CountDownLatch seen = new CountDownLatch(1);
    List<Boolean> early = new ArrayList<>();
    server.removeContext("/v1/chat");
    server.createContext(
        "/v1/chat",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          try (var body = exchange.getResponseBody()) {
            body.write("event: token\ndata: {\"text\":\"one\"}\n\n".getBytes());
            body.flush();
            early.add(seen.await(20, TimeUnit.SECONDS));
            body.write("event: done\ndata: {\"session\":\"s\",\"turn\":1}\n\n".getBytes());
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    StringWriter out =
        new StringWriter() {
          @Override
          public void write(String text, int from, int length) {
            super.write(text, from, length);
            if (getBuffer().indexOf("one") >= 0) {
              seen.countDown();
            }
          }
        };
    assertThat(chat(out, "acme", "x").exit()).isZero();
    assertThat(early).containsExactly(true);
  }

  @Test
  void aBusyAgentSaysWhenToTryAgain() {
    status = 503;
    answered.set("Retry-After", "7");
    answer = "{\"title\":\"Too many turns\",\"detail\":\"48 wait\",\"status\":503}";
    assertThat(chat("acme", "x"))
        .isEqualTo(
            new Result(
                1, "", "agent acme/support refused: Too many turns: 48 wait. Try again in 7 s\n"));
  }

  @Test
  void anAnswerThatIsNoProblemDocumentIsShownAsItIs() {
    status = 500;
    answer = "<h1>Internal\n error</h1>";
    assertThat(chat("acme", "x").error())
        .isEqualTo("agent acme/support refused: <h1>Internal error</h1> (status 500)\n");
  }

  @Test
  void anErrorInTheMiddleEndsTheLineAndFails() {
    answer =
        """
        event: token
        data: {"text":"Let me"}

        event: error
        data: {"title":"The model is away","detail":"no answer in 30 s","status":504}

        """;
    assertThat(chat("acme", "x"))
        .isEqualTo(new Result(1, "Let me\n", "The model is away: no answer in 30 s\n"));
  }

  @Test
  void aStreamThatEndsBeforeTheTurnIsNoSuccess() {
    answer = TURN.substring(0, TURN.indexOf("event: done"));
    Result result = chat("acme", "x");
    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.error())
        .isEqualTo(
            "the agent ended its answer in the middle. Look: make status. Go on with the same"
                + " session to have the turn finished: --session s-1\n");
  }

  @Test
  void anEventThatIsNoJsonIsAnErrorAndNotAStackTrace() {
    answer = "event: token\ndata: oops\n\n";
    assertThat(chat("acme", "x").error()).isEqualTo("the agent sent no JSON: oops\n");
  }

  @Test
  void anAgentThatIsGoneIsToldWithTheWayOut() {
    server.stop(0);
    Result result = chat("acme", "x");
    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.error())
        .startsWith("agent acme/support does not answer on http://127.0.0.1:")
        .endsWith(". Run: make status, then make up\n");
  }

  @Test
  void anUnknownTenantIsToldWithThoseThatThereAre() {
    assertThat(chat("globex", "x").error())
        .isEqualTo("no agent of tenant globex runs here; tenants with one: acme\n");
  }

  private Result chat(String... words) {
    return chat(new StringWriter(), words);
  }

  private Result chat(StringWriter out, String... words) {
    List<String> arguments = new ArrayList<>(List.of("chat", "--state", state.toString()));
    arguments.addAll(List.of(words));
    StringWriter error = new StringWriter();
    int exit =
        TenantryCommand.commandLine()
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(error, true))
            .execute(arguments.toArray(String[]::new));
    return new Result(exit, out.toString(), error.toString());
  }
}
