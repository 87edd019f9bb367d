package dev.tenantry.conform.sample;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.contract.Variable;
import java.time.Instant;

/** One JSON object a line on stdout. */
final class SampleLog {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Fault fault;

  SampleLog(Fault fault) {
    this.fault = fault;
  }

  /** A line about the process itself. */
  void event(String event, String message) {
    print(line(event, message), "");
  }

  /** A line about a request; {@code tenant} is what the request says of it. */
  void request(String message, String traceId, String tenant) {
    ObjectNode line = line("turn", message);
    if (fault == Fault.BELIEVES_TENANT && !tenant.isEmpty()) {
      line.put("tenant", tenant);
    }
    print(line, traceId);
  }

  void audit(String session, String tool, String traceId) {
    if (fault != Fault.NO_AUDIT) {
      ObjectNode line = line("audit", "tool called");
      line.put("actor", session).put("action", "tools/call").put("target", tool);
      print(line.put("decision", "allowed"), traceId);
    }
  }

  private static ObjectNode line(String event, String message) {
    return JSON.createObjectNode()
        .put("time", Instant.now().toString())
        .put("level", "INFO")
        .put("event", event)
        .put("message", message)
        .put("tenant", System.getenv(Variable.TENANT_ID.name()))
        .put("agent", System.getenv(Variable.AGENT_NAME.name()));
  }

  private void print(ObjectNode line, String traceId) {
    if (!traceId.isEmpty() && fault != Fault.NO_TRACE_IN_LOGS) {
      line.put("trace_id", traceId);
    }
    boolean plain = fault == Fault.PLAIN_LOGS;
    String text = plain ? "INFO " + line.path("message").asText() : line.toString();
    synchronized (this) {
      System.out.println(text);
    }
  }
}
