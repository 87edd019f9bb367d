package dev.tenantry.agentimage.orchestrator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.tenantry.agentimage.json.Json;
import dev.tenantry.agentimage.model.ModelAnswer;
import dev.tenantry.agentimage.model.ModelGateway;
import dev.tenantry.agentimage.store.AgentEvent;
import dev.tenantry.agentimage.store.AgentEvent.Kind;
import dev.tenantry.agentimage.store.Conversations;
import dev.tenantry.agentimage.store.Lease;
import dev.tenantry.agentimage.store.Turns;
import dev.tenantry.contract.OrchestratorSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One turn: the model is asked, the tools that it wants are called, until it answers.
 *
 * <p>Each step is kept before the next begins. A process that takes a turn over reads the steps and
 * goes on behind the last one, so that a kill costs one step at most.
 */
final class TurnLoop {
  /** Messages of a session that the model gets to see. */
  private static final int HISTORY = 20;

  private final OrchestratorSettings settings;
  private final Turns turns;
  private final Conversations conversations;
  private final ModelGateway model;
  private final ToolBox tools;

  TurnLoop(
      OrchestratorSettings settings,
      Turns turns,
      Conversations conversations,
      ModelGateway model,
      ToolBox tools) {
    this.settings = settings;
    this.turns = turns;
    this.conversations = conversations;
    this.model = model;
    this.tools = tools;
  }

  /** Does what is left of a turn and returns its result. */
  JsonNode run(Lease lease, TurnControl control, TurnListener listener) {
    TurnState state = new TurnState(before(lease));
    turns.steps(lease).forEach(state::apply);
    while (state.finalText().isEmpty()) {
      control.check();
      if (!state.openCalls().isEmpty()) {
        callTools(lease, state, control, listener);
      } else {
        ask(lease, state, control, listener);
      }
    }
    return finish(lease, state);
  }

  private List<ChatMessage> before(Lease lease) {
    List<ChatMessage> messages = new ArrayList<>();
    messages.add(SystemMessage.from(settings.systemPrompt()));
    for (Conversations.Message one : conversations.before(lease, HISTORY)) {
      messages.add(
          one.role().equals("user") ? UserMessage.from(one.body()) : AiMessage.from(one.body()));
    }
    messages.add(UserMessage.from(lease.message()));
    return messages;
  }

  private void ask(Lease lease, TurnState state, TurnControl control, TurnListener listener) {
    // The last call that the limits allow gets no tools: it must answer with what there is.
    boolean last =
        state.answers() + 1 >= settings.limits().steps()
            || state.tokens() >= settings.limits().tokens();
    List<ToolSpecification> offered = last ? List.of() : tools.specifications();
    ModelAnswer answer =
        model.chat(
            state.messages(),
            offered,
            control.deadline(),
            text -> listener.on("token", Map.of("text", text)),
            control::begins);
    if (last && answer.message().hasToolExecutionRequests()) {
      answer = withoutTools(answer);
    }
    Map<String, Object> step = TurnState.kept(answer);
    turns.step(lease, state.steps(), step, told(state, answer));
    state.apply(Json.tree(step));
    listener.on("usage", state.usage());
  }

  /** Some servers call tools that they were not offered. */
  private static ModelAnswer withoutTools(ModelAnswer answer) {
    String text = answer.message().text();
    return new ModelAnswer(
        AiMessage.from(text == null || text.isBlank() ? "I could not finish this." : text),
        answer.promptTokens(),
        answer.completionTokens());
  }

  private List<AgentEvent> told(TurnState state, ModelAnswer answer) {
    Map<String, Object> decision = new LinkedHashMap<>();
    decision.put("step", state.steps());
    decision.put(
        "tools", answer.message().toolExecutionRequests().stream().map(one -> one.name()).toList());
    Map<String, Object> tokens = new LinkedHashMap<>();
    tokens.put("model", settings.model().name());
    tokens.put("promptTokens", answer.promptTokens());
    tokens.put("completionTokens", answer.completionTokens());
    return List.of(new AgentEvent(Kind.TOKENS, tokens), new AgentEvent(Kind.DECISION, decision));
  }

  private void callTools(Lease lease, TurnState state, TurnControl control, TurnListener listener) {
    List<ToolResult> results = new ArrayList<>();
    List<AgentEvent> events = new ArrayList<>();
    List<ToolExecutionRequest> calls = state.openCalls();
    for (int i = 0; i < calls.size(); i++) {
      control.check();
      ToolCall call = new ToolCall(lease, state.steps(), i, calls.get(i));
      ToolResult result = tools.call(call, control.deadline(), listener);
      results.add(result);
      events.add(
          new AgentEvent(
              Kind.TOOL_CALL,
              Map.of(
                  "id",
                  call.id().toString(),
                  "tool",
                  call.request().name(),
                  "status",
                  result.status())));
    }
    Map<String, Object> step = TurnState.kept(results);
    turns.step(lease, state.steps(), step, events);
    state.apply(Json.tree(step));
  }

  private JsonNode finish(Lease lease, TurnState state) {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("session", lease.session().toString());
    result.put("turn", lease.turn().toString());
    result.put("text", state.finalText().orElseThrow());
    result.put("toolCalls", state.toolCalls());
    result.put("usage", state.usage());
    turns.finish(
        lease,
        state.finalText().orElseThrow(),
        result,
        List.of(
            new AgentEvent(
                Kind.TURN,
                Map.of(
                    "turn", lease.turn().toString(), "outcome", "done", "steps", state.steps()))));
    return Json.tree(result);
  }
}
