package dev.tenantry.agentimage.orchestrator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.agentimage.http.CallerGone;
import dev.tenantry.agentimage.http.EventStream;
import dev.tenantry.agentimage.http.Exchange;
import dev.tenantry.agentimage.http.HttpProblem;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How the caller of a turn hears of it: as one JSON object, or as events while it happens.
 *
 * <p>A stream begins with the first thing that there is to tell, so that a turn which fails before
 * gets a status of its own. A caller who has gone disturbs nothing.
 */
final class Reply implements TurnListener {
  private final Exchange exchange;
  private final String session;
  private final boolean streams;
  private EventStream stream;
  private boolean gone;

  Reply(Exchange exchange, String session) {
    this.exchange = exchange;
    this.session = session;
    this.streams =
        exchange.header("Accept").filter(types -> types.contains("text/event-stream")).isPresent();
  }

  @Override
  public void on(String event, Map<String, ?> data) {
    if (streams && !event.equals("usage")) {
      send(event, data);
    }
  }

  /** The turn ended well. */
  void done(JsonNode result) {
    if (!streams) {
      quietly(() -> exchange.json(200, result));
      return;
    }
    send("usage", result.path("usage"));
    Map<String, Object> last = new LinkedHashMap<>();
    last.put("session", result.path("session"));
    last.put("turn", result.path("turn"));
    last.put("text", result.path("text"));
    send("done", last);
    close();
  }

  /** The turn did not end well. */
  void failed(HttpProblem problem) {
    if (stream == null) {
      if (!gone) {
        throw problem;
      }
      return;
    }
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("title", problem.title());
    body.put("status", problem.status());
    body.put("detail", problem.getMessage());
    problem.retryAfter().ifPresent(after -> body.put("retryAfter", after.toSeconds()));
    send("error", body);
    close();
  }

  private void send(String event, Object data) {
    quietly(
        () -> {
          if (stream == null) {
            stream = exchange.stream();
            stream.send("session", Map.of("session", session));
          }
          stream.send(event, data);
        });
  }

  private void close() {
    if (stream != null) {
      stream.close();
    }
  }

  private void quietly(Runnable sending) {
    if (gone) {
      return;
    }
    try {
      sending.run();
    } catch (CallerGone problem) {
      gone = true;
    }
  }
}
