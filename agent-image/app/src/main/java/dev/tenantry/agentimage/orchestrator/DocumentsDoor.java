package dev.tenantry.agentimage.orchestrator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.agentimage.http.Exchange;
import dev.tenantry.agentimage.http.HttpProblem;
import dev.tenantry.agentimage.json.Json;
import dev.tenantry.agentimage.process.Lifecycle;
import dev.tenantry.agentimage.process.Log;
import dev.tenantry.agentimage.queue.TaskQueue;
import dev.tenantry.agentimage.store.NamedId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code POST /v1/documents}: gives a document to the workers, who make it findable. */
final class DocumentsDoor {
  /** The longest that fits into a message of NATS beside its JSON, at 3 bytes a character. */
  private static final int TEXT_MAX = 300_000;

  private static final int NAME_MAX = 200;

  private final TaskQueue queue;
  private final Lifecycle lifecycle;
  private final String agent;

  DocumentsDoor(TaskQueue queue, Lifecycle lifecycle, String agent) {
    this.queue = queue;
    this.lifecycle = lifecycle;
    this.agent = agent;
  }

  void answer(Exchange exchange) {
    if (!exchange.method().equals("POST")) {
      exchange.set("Allow", "POST");
      throw new HttpProblem(405, "Method not allowed", "use POST");
    }
    if (lifecycle.isDraining()) {
      throw HttpProblem.unavailable("this process ends; ask again", Duration.ofSeconds(1));
    }
    JsonNode body = exchange.object();
    String name = body.path("document").asText("");
    String text = body.path("text").asText("");
    if (name.isBlank() || text.isBlank() || name.length() > NAME_MAX) {
      throw new HttpProblem(
          400, "Bad request", "send {\"document\": \"its name\", \"text\": \"…\"}");
    }
    if (text.length() > TEXT_MAX) {
      throw new HttpProblem(
          413, "Content too large", "a document has at most " + TEXT_MAX + " characters");
    }
    exchange.json(202, Map.of("task", send(name, text)));
  }

  /** The same document twice is one task: its id is made of it. */
  private String send(String name, String text) {
    String id = NamedId.of("document", agent, name, text).toString();
    Map<String, String> task = new LinkedHashMap<>();
    task.put("kind", "ingest");
    task.put("id", id);
    task.put("document", name);
    task.put("text", text);
    try {
      queue.send(id, Json.write(task).getBytes(StandardCharsets.UTF_8));
    } catch (IOException away) {
      throw HttpProblem.unavailable("the queue is not available", Duration.ofSeconds(2));
    }
    Log.audit(agent, "document", id, "accepted", Map.of());
    return id;
  }
}
