package dev.tenantry.agentimage.orchestrator;

import dev.tenantry.agentimage.http.Exchange;
import dev.tenantry.agentimage.http.HttpProblem;
import dev.tenantry.agentimage.store.Conversations;
import dev.tenantry.agentimage.store.StoreFailure;
import dev.tenantry.contract.Door;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/** {@code GET /v1/sessions}: what was said. */
final class SessionsDoor {
  private static final int NEWEST = 50;

  private final Conversations conversations;

  SessionsDoor(Conversations conversations) {
    this.conversations = conversations;
  }

  void answer(Exchange exchange) {
    if (!exchange.method().equals("GET")) {
      exchange.set("Allow", "GET");
      throw new HttpProblem(405, "Method not allowed", "use GET");
    }
    String rest = exchange.path().substring(Door.SESSIONS.length());
    try {
      if (rest.isEmpty() || rest.equals("/")) {
        exchange.json(200, Map.of("sessions", conversations.newest(NEWEST)));
        return;
      }
      Map<String, Object> whole = conversations.whole(UUID.fromString(rest.substring(1)));
      if (whole.isEmpty()) {
        throw notFound();
      }
      exchange.json(200, whole);
    } catch (IllegalArgumentException noId) {
      throw notFound();
    } catch (StoreFailure away) {
      throw HttpProblem.unavailable("the database is not available", Duration.ofSeconds(2));
    }
  }

  private static HttpProblem notFound() {
    return new HttpProblem(404, "Not found", "there is no such session of this agent");
  }
}
