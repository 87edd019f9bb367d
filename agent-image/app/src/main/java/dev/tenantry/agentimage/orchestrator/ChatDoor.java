package dev.tenantry.agentimage.orchestrator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.agentimage.http.Exchange;
import dev.tenantry.agentimage.http.HttpProblem;
import dev.tenantry.agentimage.process.Deadline;
import dev.tenantry.agentimage.process.Log;
import dev.tenantry.agentimage.resilience.CallFailure;
import dev.tenantry.agentimage.store.Acceptance;
import dev.tenantry.agentimage.store.Lease;
import dev.tenantry.agentimage.store.LeaseLost;
import dev.tenantry.agentimage.store.StoreFailure;
import dev.tenantry.agentimage.store.Turns;
import dev.tenantry.agentimage.telemetry.Traces;
import dev.tenantry.contract.Door;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;

/** {@code POST /v1/chat}: one turn. */
final class ChatDoor {
  /** Longer messages are refused: a model that reads 32,000 tokens reads about as much. */
  private static final int MESSAGE_MAX = 100_000;

  private static final int KEY_MAX = 200;
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Duration POLL = Duration.ofMillis(200);

  private final Admission admission;
  private final Turns turns;
  private final TurnRunner runner;
  private final Duration limit;

  ChatDoor(Admission admission, Turns turns, TurnRunner runner, Duration limit) {
    this.admission = admission;
    this.turns = turns;
    this.runner = runner;
    this.limit = limit;
  }

  private record Request(Optional<UUID> session, String key, String message) {}

  void answer(Exchange exchange) {
    if (!exchange.method().equals("POST")) {
      exchange.set("Allow", "POST");
      throw new HttpProblem(405, "Method not allowed", "use POST");
    }
    Request request = request(exchange);
    try (Admission.Place place = admission.enter()) {
      Acceptance acceptance = turns.accept(request.session(), request.key(), request.message());
      if (acceptance instanceof Acceptance.Begun begun) {
        run(exchange, place, begun.lease());
      } else if (acceptance instanceof Acceptance.Finished finished) {
        again(exchange, finished.result());
      } else if (acceptance instanceof Acceptance.Running running) {
        again(exchange, waitFor(running.turn()));
      } else if (acceptance instanceof Acceptance.Busy) {
        throw new HttpProblem(
            409, "Conflict", "the session has another turn in work; wait for its answer");
      } else {
        throw new HttpProblem(404, "Not found", "there is no such session of this agent");
      }
    } catch (StoreFailure away) {
      throw databaseAway(away);
    }
  }

  private static HttpProblem databaseAway(StoreFailure away) {
    Log.warn("database_away", away.getMessage());
    return HttpProblem.unavailable(
        "the database is not available; repeat with the same Idempotency-Key",
        Duration.ofSeconds(2));
  }

  private void run(Exchange exchange, Admission.Place place, Lease lease) {
    Reply reply = new Reply(exchange, lease.session().toString());
    try {
      place.run();
      reply.done(runner.run(lease, Traces.from(exchange.header("traceparent")), reply));
    } catch (CallFailure failure) {
      giveBack(lease, failure);
      reply.failed(Problems.of(failure));
    } catch (LeaseLost lost) {
      reply.failed(
          HttpProblem.unavailable(
              "another process has the turn; repeat with the same Idempotency-Key",
              Duration.ofSeconds(1)));
    } catch (HttpProblem refused) {
      turns.release(lease);
      throw refused;
    } catch (StoreFailure away) {
      reply.failed(databaseAway(away));
    }
  }

  /** To whoever asks again; or, when this process ends, to any other one. */
  private void giveBack(Lease lease, CallFailure failure) {
    switch (failure.kind()) {
      case ABANDONED -> turns.release(lease);
      case THROTTLED, REFUSED, UNAVAILABLE, TIMED_OUT -> turns.park(lease);
    }
  }

  private static void again(Exchange exchange, JsonNode result) {
    new Reply(exchange, result.path("session").asText()).done(result);
  }

  private JsonNode waitFor(UUID turn) {
    Deadline end = Deadline.in(limit);
    while (!end.isOver()) {
      Optional<JsonNode> result = turns.result(turn);
      if (result.isPresent()) {
        return result.get();
      }
      try {
        Thread.sleep(POLL.toMillis());
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        break;
      }
    }
    throw HttpProblem.unavailable(
        "the turn is still in work; repeat with the same Idempotency-Key", Duration.ofSeconds(5));
  }

  private static Request request(Exchange exchange) {
    JsonNode body = exchange.object();
    String message = body.path("message").asText("").replace("\u0000", "");
    if (message.isBlank() || !body.path("message").isTextual()) {
      throw new HttpProblem(400, "Bad request", "send {\"message\": \"…\"}");
    }
    if (message.length() > MESSAGE_MAX) {
      throw new HttpProblem(
          413, "Content too large", "a message has at most " + MESSAGE_MAX + " characters");
    }
    String key = exchange.header(Door.IDEMPOTENCY_KEY).orElseGet(ChatDoor::newKey);
    if (key.isBlank()
        || key.length() > KEY_MAX
        || !key.chars().allMatch(one -> one > 32 && one < 127)) {
      throw new HttpProblem(
          400,
          "Bad request",
          Door.IDEMPOTENCY_KEY + ": 1 to " + KEY_MAX + " visible ASCII characters");
    }
    return new Request(session(body.path("session")), key, message);
  }

  /** One that nobody guesses: whoever has it gets the turn's answer. */
  private static String newKey() {
    byte[] bytes = new byte[16];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private static Optional<UUID> session(JsonNode node) {
    if (node.isMissingNode() || node.isNull()) {
      return Optional.empty();
    }
    try {
      return Optional.of(UUID.fromString(node.asText()));
    } catch (IllegalArgumentException problem) {
      throw new HttpProblem(400, "Bad request", "session: no UUID");
    }
  }
}
