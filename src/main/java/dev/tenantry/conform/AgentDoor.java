package dev.tenantry.conform;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.contract.Door;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** An agent as it is seen through HTTP; keeps all that it said. */
final class AgentDoor {
  /** Where nothing else is at stake: an agent that is silent for so long has hung. */
  static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final URI work;
  private final URI metrics;
  private final List<String> heard;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT).build();

  /**
   * Knows where to ask.
   *
   * @param work base of conversations
   * @param metrics base of probes and metrics
   * @param heard gets every body that is received
   */
  AgentDoor(URI work, URI metrics, List<String> heard) {
    this.work = work;
    this.metrics = metrics;
    this.heard = heard;
  }

  /** Base of conversations. */
  URI work() {
    return work;
  }

  /** Base of probes and metrics. */
  URI metrics() {
    return metrics;
  }

  /** Whether probes and conversations share one port. */
  boolean isOnePort() {
    return work.getAuthority().equals(metrics.getAuthority());
  }

  /** GET of a probe, or of the metrics. */
  Answer probe(String path, Duration limit) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(metrics.resolve(path)).timeout(limit).build());
  }

  Answer probe(String path) throws IOException, InterruptedException {
    return probe(path, PATIENCE);
  }

  /** GET at the port of conversations. */
  Answer get(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(work.resolve(path)).timeout(PATIENCE).build());
  }

  /** One turn, answered as JSON. */
  Answer chat(Turn turn) throws IOException, InterruptedException {
    return send(request(body(turn), turn).timeout(PATIENCE).build());
  }

  /** A body that is sent as it is. */
  Answer chat(String body) throws IOException, InterruptedException {
    return send(request(body, Turn.of("")).timeout(PATIENCE).build());
  }

  /** One turn whose answer is waited for later. */
  CompletableFuture<Answer> chatLater(Turn turn, Duration limit) {
    long from = System.nanoTime();
    return client
        .sendAsync(request(body(turn), turn).timeout(limit).build(), BodyHandlers.ofString())
        .thenApply(response -> note(response, from));
  }

  /** What came of {@link #chatLater}; its failure as an IOException. */
  static Answer await(CompletableFuture<Answer> answer) throws IOException, InterruptedException {
    try {
      return answer.get(PATIENCE.toSeconds() * 2, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new IOException(String.valueOf(e.getCause()), e);
    } catch (TimeoutException e) {
      throw new IOException("no answer", e);
    }
  }

  /**
   * One turn, answered as events.
   *
   * @param seen gets each event as it arrives
   * @return the status, the type and the whole stream; never more than {@link #PATIENCE} later
   */
  Answer stream(Turn turn, Consumer<StreamEvent> seen) throws IOException, InterruptedException {
    HttpRequest request =
        request(body(turn), turn)
            .setHeader("Accept", "text/event-stream")
            .timeout(PATIENCE)
            .build();
    CompletableFuture<Answer> whole =
        CompletableFuture.supplyAsync(
            () -> {
              long from = System.nanoTime();
              try {
                HttpResponse<Stream<String>> response =
                    client.send(request, BodyHandlers.ofLines());
                String body = read(response.body(), seen);
                heard.add(body);
                return Answer.of(response, body, millis(from));
              } catch (IOException e) {
                throw new CompletionException(e);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CompletionException(e);
              }
            });
    return await(whole);
  }

  private static String read(Stream<String> lines, Consumer<StreamEvent> seen) {
    List<String> all = new ArrayList<>();
    String name = "message";
    StringBuilder data = new StringBuilder();
    for (Iterator<String> each = lines.iterator(); each.hasNext(); ) {
      String line = each.next();
      all.add(line);
      if (line.startsWith("event:")) {
        name = line.substring(6).strip();
      } else if (line.startsWith("data:")) {
        data.append(data.length() == 0 ? "" : "\n").append(line.substring(5).stripLeading());
      } else if (line.isEmpty() && data.length() > 0) {
        seen.accept(new StreamEvent(name, data.toString()));
        name = "message";
        data.setLength(0);
      }
    }
    return String.join("\n", all);
  }

  private HttpRequest.Builder request(String body, Turn turn) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(work.resolve(Door.CHAT))
            .POST(BodyPublishers.ofString(body))
            .setHeader("Content-Type", "application/json")
            .setHeader("Accept", "application/json");
    turn.headers().forEach(request::setHeader);
    return request;
  }

  private static String body(Turn turn) {
    ObjectNode body = JSON.createObjectNode();
    if (!turn.session().isEmpty()) {
      body.put("session", turn.session());
    }
    return body.put("message", turn.message()).toString();
  }

  private Answer send(HttpRequest request) throws IOException, InterruptedException {
    long from = System.nanoTime();
    return note(client.send(request, BodyHandlers.ofString()), from);
  }

  private Answer note(HttpResponse<String> response, long from) {
    heard.add(response.body());
    return Answer.of(response, response.body(), millis(from));
  }

  private static long millis(long from) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - from);
  }
}
