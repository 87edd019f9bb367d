package dev.tenantry.agentimage.orchestrator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.tenantry.agentimage.model.ModelAnswer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a turn stands: what was said in it so far.
 *
 * <p>It is made of its steps alone, so that another process which reads them stands at the same
 * place.
 */
final class TurnState {
  private final List<ChatMessage> messages;
  private final List<Map<String, String>> toolCalls = new ArrayList<>();
  private AiMessage last;
  private boolean toolsAnswered;
  private int steps;
  private int answers;
  private long promptTokens;
  private long completionTokens;

  /** With what the model gets to see before the turn's own steps. */
  TurnState(List<ChatMessage> before) {
    this.messages = new ArrayList<>(before);
  }

  /** A step as it is kept. */
  static Map<String, Object> kept(ModelAnswer answer) {
    Map<String, Object> step = new LinkedHashMap<>();
    step.put("kind", "answer");
    step.put("text", Optional.ofNullable(answer.message().text()).orElse(""));
    step.put(
        "toolCalls",
        answer.message().toolExecutionRequests().stream()
            .map(one -> Map.of("id", id(one), "name", one.name(), "arguments", arguments(one)))
            .toList());
    step.put("promptTokens", answer.promptTokens());
    step.put("completionTokens", answer.completionTokens());
    return step;
  }

  /** A step as it is kept. */
  static Map<String, Object> kept(List<ToolResult> results) {
    return Map.of(
        "kind",
        "results",
        "results",
        results.stream().map(one -> Map.of("status", one.status(), "text", one.text())).toList());
  }

  /** Goes one step on. */
  void apply(JsonNode step) {
    steps++;
    if (step.path("kind").asText().equals("answer")) {
      answer(step);
    } else {
      results(step);
    }
  }

  private void answer(JsonNode step) {
    List<ToolExecutionRequest> requests = new ArrayList<>();
    step.path("toolCalls")
        .forEach(
            one ->
                requests.add(
                    ToolExecutionRequest.builder()
                        .id(one.path("id").asText())
                        .name(one.path("name").asText())
                        .arguments(one.path("arguments").asText())
                        .build()));
    String text = step.path("text").asText();
    last = requests.isEmpty() ? AiMessage.from(text) : AiMessage.from(text, requests);
    messages.add(last);
    toolsAnswered = false;
    answers++;
    promptTokens += step.path("promptTokens").asLong();
    completionTokens += step.path("completionTokens").asLong();
  }

  private void results(JsonNode step) {
    List<ToolExecutionRequest> requests = last.toolExecutionRequests();
    for (int i = 0; i < requests.size(); i++) {
      JsonNode result = step.path("results").path(i);
      messages.add(ToolExecutionResultMessage.from(requests.get(i), result.path("text").asText()));
      toolCalls.add(
          Map.of("tool", requests.get(i).name(), "status", result.path("status").asText()));
    }
    toolsAnswered = true;
  }

  /** What the model gets to see. */
  List<ChatMessage> messages() {
    return List.copyOf(messages);
  }

  /** The tools that the model wants to be called, and that were not yet. */
  List<ToolExecutionRequest> openCalls() {
    return last == null || toolsAnswered || !last.hasToolExecutionRequests()
        ? List.of()
        : last.toolExecutionRequests();
  }

  /** The answer, once the model wants no more tools. */
  Optional<String> finalText() {
    return last == null || last.hasToolExecutionRequests()
        ? Optional.empty()
        : Optional.of(last.text());
  }

  /** How many steps there are, which is the number of the next one. */
  int steps() {
    return steps;
  }

  /** How often the model has answered. */
  int answers() {
    return answers;
  }

  /** Tokens of all calls. */
  long tokens() {
    return promptTokens + completionTokens;
  }

  /** Tokens as the caller sees them. */
  Map<String, Long> usage() {
    Map<String, Long> usage = new LinkedHashMap<>();
    usage.put("promptTokens", promptTokens);
    usage.put("completionTokens", completionTokens);
    return usage;
  }

  /** Each tool's call and how it ended. */
  List<Map<String, String>> toolCalls() {
    return List.copyOf(toolCalls);
  }

  private static String id(ToolExecutionRequest request) {
    return Optional.ofNullable(request.id()).orElse("");
  }

  private static String arguments(ToolExecutionRequest request) {
    return Optional.ofNullable(request.arguments()).orElse("{}");
  }
}
