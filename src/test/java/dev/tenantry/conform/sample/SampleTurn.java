package dev.tenantry.conform.sample;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/** The loop of one turn: model, tools, model, until it answers; each step is stored. */
final class SampleTurn {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int STEPS = 8;

  private final Fault fault;
  private final SampleStore store;
  private final SampleModel model;
  private final SampleTools tools;
  private final SampleLog log;
  private final SampleTelemetry telemetry;

  /** Keys of turns that this very process began. */
  private final Set<String> begun = ConcurrentHashMap.newKeySet();

  SampleTurn(Fault fault, SampleStore store, SampleModel model, SampleTools tools, SampleLog log)
      throws IOException {
    this.fault = fault;
    this.store = store;
    this.model = model;
    this.tools = tools;
    this.log = log;
    this.telemetry = new SampleTelemetry(fault);
  }

  /**
   * Who asks what.
   *
   * @param session its id
   * @param key the Idempotency-Key; empty without
   * @param trace id; empty without
   */
  record Question(String session, String key, String message, String trace, String tenant) {}

  /**
   * Answers; the same key again gets the same answer.
   *
   * @param events gets the events of the stream; null for an answer in one piece
   */
  ObjectNode answer(Question question, BiConsumer<String, ObjectNode> events)
      throws IOException, InterruptedException, SampleModel.Refused {
    ObjectNode session = store.session(question.session());
    if (fault == Fault.DOUBLE_TURN_AT_ONCE && known(session, question.key()) == null) {
      return run(session, begin(session, question), question, events);
    }
    synchronized (session) {
      ObjectNode turn = known(session, question.key());
      if (turn == null) {
        turn = begin(session, question);
      }
      return turn.has("answer")
          ? (ObjectNode) turn.path("answer")
          : run(session, turn, question, events);
    }
  }

  private ObjectNode known(ObjectNode session, String key) {
    if (!key.isEmpty() && fault != Fault.DOUBLE_TURN) {
      for (JsonNode turn : session.path("turns")) {
        // What another process left half done is resumed all the same.
        boolean open =
            fault == Fault.DOUBLE_TURN_AT_ONCE && !turn.has("answer") && begun.contains(key);
        if (turn.path("key").asText().equals(key) && !open) {
          return (ObjectNode) turn;
        }
      }
    }
    return null;
  }

  private ObjectNode begin(ObjectNode session, Question question) throws IOException {
    begun.add(question.key());
    ObjectNode turn = session.withArray("/turns").addObject().put("key", question.key());
    turn.putArray("messages").addObject().put("role", "user").put("content", question.message());
    turn.putArray("toolCalls");
    turn.putObject("usage").put("promptTokens", 0).put("completionTokens", 0);
    store.save(session);
    return turn;
  }

  private ObjectNode run(
      ObjectNode session, ObjectNode turn, Question question, BiConsumer<String, ObjectNode> events)
      throws IOException, InterruptedException, SampleModel.Refused {
    log.request("turn", question.trace(), question.tenant());
    ArrayNode offered = tools.offered();
    for (int step = 0; step < STEPS; step++) {
      ObjectNode message;
      try {
        message =
            model.call(
                messages(session, turn),
                offered,
                question.trace(),
                events == null ? null : text -> token(events, text));
      } catch (SampleModel.Refused e) {
        forget(session, turn);
        throw e;
      }
      count(turn, (ObjectNode) message.remove("usage"));
      turn.withArray("/messages").add(message);
      if (!message.has("tool_calls")) {
        finish(session, turn, message.path("content").asText());
        telemetry.send(question.message(), message.path("content").asText());
        return (ObjectNode) turn.path("answer");
      }
      for (JsonNode call : message.path("tool_calls")) {
        tool(turn, call, question, events);
      }
      if (fault != Fault.LOSES_STEPS) {
        store.save(session);
      }
    }
    throw new IOException("too many steps");
  }

  private static void token(BiConsumer<String, ObjectNode> events, String text) {
    events.accept("token", JSON.createObjectNode().put("text", text));
  }

  private void tool(
      ObjectNode turn, JsonNode call, Question question, BiConsumer<String, ObjectNode> events) {
    String name = call.path("function").path("name").asText();
    if (events != null) {
      events.accept("tool_call", JSON.createObjectNode().put("tool", name));
    }
    String status = "ok";
    String result;
    try {
      result = tools.call(name, call.path("function").path("arguments").asText());
    } catch (IOException e) {
      status = "failed";
      result = "the tool failed";
    }
    log.audit(question.session(), name, question.trace());
    ObjectNode told = JSON.createObjectNode().put("tool", name).put("status", status);
    if (fault != Fault.TOOL_CALLS_UNTOLD) {
      turn.withArray("/toolCalls").add(told);
    }
    turn.withArray("/messages")
        .addObject()
        .put("role", "tool")
        .put("tool_call_id", call.path("id").asText())
        .put("content", result);
    if (events != null) {
      events.accept("tool_result", told);
    }
  }

  private ArrayNode messages(ObjectNode session, ObjectNode turn) {
    ArrayNode messages = JSON.createArrayNode();
    messages.addObject().put("role", "system").put("content", "You are asked.");
    for (JsonNode one : session.path("turns")) {
      if (one == turn || fault != Fault.FORGETFUL) {
        messages.addAll((ArrayNode) one.path("messages"));
      }
    }
    return messages;
  }

  private void count(ObjectNode turn, ObjectNode usage) {
    ObjectNode sum = (ObjectNode) turn.path("usage");
    int unit = fault == Fault.WRONG_USAGE ? 2 : 1;
    sum.put(
        "promptTokens",
        sum.path("promptTokens").asInt() + unit * usage.path("prompt_tokens").asInt());
    sum.put(
        "completionTokens",
        sum.path("completionTokens").asInt() + usage.path("completion_tokens").asInt());
  }

  private void finish(ObjectNode session, ObjectNode turn, String text) throws IOException {
    ObjectNode answer = JSON.createObjectNode();
    answer.set("session", session.path("id"));
    int number = 0;
    for (JsonNode one : session.path("turns")) {
      number++;
      if (one == turn) {
        answer.put("turn", number);
      }
    }
    answer.put("text", text);
    answer.set("toolCalls", turn.path("toolCalls"));
    answer.set("usage", turn.path("usage"));
    turn.set("answer", answer);
    store.save(session);
  }

  private void forget(ObjectNode session, ObjectNode turn) throws IOException {
    ArrayNode turns = session.withArray("/turns");
    for (int index = 0; index < turns.size(); index++) {
      if (turns.get(index) == turn) {
        turns.remove(index);
      }
    }
    store.save(session);
  }
}
