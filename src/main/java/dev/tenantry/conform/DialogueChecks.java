package dev.tenantry.conform;

import static dev.tenantry.conform.Findings.expect;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.conform.standin.ModelAnswer;
import dev.tenantry.conform.standin.ModelCall;
import dev.tenantry.conform.standin.ModelStandIn;
import dev.tenantry.conform.standin.ToolStandIn;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** What an orchestrator tells the model and its tools, and what it makes of their answers. */
final class DialogueChecks {
  static final String FIRST_TEXT = "The first answer.";

  /** Trace of the one turn that names it. */
  static final String TRACE_ID = "4bf92f3577b34da6a3ce929d0e0e4736";

  private static final String OTHER_TENANT = "0a4d0c1e-5a51-4f0b-b6ac-0e1f5c3d2b99";
  private static final String SECOND = "Conform two: what did I ask before?";
  private static final String TOOL = "Conform tool: please look something up.";
  private static final String TRACED = "Conform traced: please answer.";
  private static final String TENANT = "Conform tenant: please answer.";
  private static final String TWICE = "Conform twice: please answer.";
  private static final String ROTATED = "Conform rotated: please answer.";
  private static final String STREAM_TEXT = "One word after another.";

  /** How long the model stops after its first word if that does not arrive. */
  private static final int STREAM_SECONDS = 3;

  private final Findings findings;
  private final Stage stage;
  private final AgentDoor door;
  private final ModelStandIn model;
  private final ChatChecks chat;

  DialogueChecks(Findings findings, Stage stage, AgentDoor door) {
    this.findings = findings;
    this.stage = stage;
    this.door = door;
    this.model = stage.model();
    this.chat = new ChatChecks(findings, door);
  }

  /** Runs them; returns the conversation that later checks go on with. */
  ChatChecks run() {
    model.plan(ChatChecks.FIRST, ModelAnswer.says(FIRST_TEXT));
    chat.chat(FIRST_TEXT);
    counts();
    remembers();
    chat.problems();
    chat.once(phrase -> model.calls(phrase).size());
    onceAtOnce();
    tool();
    stream();
    trace();
    tenant();
    rotation();
    return chat;
  }

  private void counts() {
    findings.check(
        Rule.CHAT_COUNTS,
        () -> {
          JsonNode usage = chat.first().json().path("usage");
          expect(
              usage.path("promptTokens").asInt() == ModelStandIn.PROMPT_TOKENS
                  && usage.path("completionTokens").asInt() == ModelStandIn.COMPLETION_TOKENS,
              ModelStandIn.PROMPT_TOKENS + " and " + ModelStandIn.COMPLETION_TOKENS + " tokens",
              usage);
        });
  }

  private void remembers() {
    findings.check(
        Rule.CHAT_REMEMBERS,
        () -> {
          Answer answer = door.chat(Turn.of(SECOND).in(chat.session()));
          expect(answer.status() == 200, "200 of a second turn", answer);
          expect(answer.session().equals(chat.session()), "the same session", answer.session());
          remembers(model, SECOND, ChatChecks.FIRST, FIRST_TEXT);
        });
  }

  /** That the model was told of an earlier turn when it was asked {@code question}. */
  static void remembers(ModelStandIn model, String question, String asked, String answered)
      throws Findings.Unmet {
    List<ModelCall> calls = model.calls(question);
    expect(!calls.isEmpty(), "a model call", "none");
    ModelCall call = calls.get(calls.size() - 1);
    expect(
        call.questions().contains(asked) && call.answers().contains(answered),
        "an earlier question and its answer in the model call",
        call.body().path("messages").size() + " messages without them");
  }

  private void onceAtOnce() {
    findings.check(
        Rule.ONCE_AT_ONCE,
        () -> {
          findings.require(Rule.ONCE);
          CountDownLatch gate = new CountDownLatch(1);
          model.plan(TWICE, ModelAnswer.says("Once.").heldBy(gate));
          Turn turn = Turn.of(TWICE).in(chat.session()).withKey("conform-key-twice");
          CompletableFuture<Answer> one = door.chatLater(turn, AgentDoor.PATIENCE);
          Waiting.until(AgentDoor.PATIENCE, () -> !model.calls(TWICE).isEmpty());
          CompletableFuture<Answer> two = door.chatLater(turn, AgentDoor.PATIENCE);
          // The second has surely been taken then; if it called the model, that would be seen.
          Thread.sleep(500);
          gate.countDown();
          Answer first = AgentDoor.await(one);
          Answer second = AgentDoor.await(two);
          expect(model.calls(TWICE).size() == 1, "one model call", model.calls(TWICE).size());
          expect(first.status() == 200, "200 of the first", first);
          if (second.status() != 409) {
            ChatChecks.same(first, second);
          }
        });
  }

  private void tool() {
    model.plan(TOOL, ModelAnswer.callsTool(), ModelAnswer.says("Looked up."));
    findings.check(
        Rule.TOOL_CALLED,
        () -> {
          Answer answer = door.chat(Turn.of(TOOL));
          List<String> callers = stage.tool().callers();
          expect(
              callers.equals(List.of(stage.ownUri())),
              "one call of the tool by " + stage.ownUri(),
              callers + " and the answer " + answer);
          findings.check(Rule.TOOL_TOLD, () -> told(answer));
        });
    findings.check(Rule.TOOL_TOLD, () -> findings.require(Rule.TOOL_CALLED));
  }

  private void told(Answer answer) throws Findings.Unmet {
    List<ModelCall> calls = model.calls(TOOL);
    expect(
        calls.size() == 2
            && calls.get(1).toolResults().stream().anyMatch(it -> it.contains(ToolStandIn.RESULT)),
        "a second model call with the tool's result",
        calls.size() + " calls");
    JsonNode made = answer.json().path("toolCalls");
    expect(
        made.size() == 1
            && made.get(0).path("tool").asText().contains(ToolStandIn.TOOL)
            && !made.get(0).path("status").asText("").isBlank(),
        "one of toolCalls with tool '" + ToolStandIn.TOOL + "' and a status",
        made);
  }

  private void stream() {
    CountDownLatch gate = new CountDownLatch(1);
    AtomicBoolean flowed = new AtomicBoolean();
    model.plan(StreamChecks.STREAMED, ModelAnswer.says(STREAM_TEXT).interruptedBy(gate));
    StreamChecks streams = new StreamChecks(findings, door);
    CompletableFuture<Void> patience =
        CompletableFuture.runAsync(
            gate::countDown, CompletableFuture.delayedExecutor(STREAM_SECONDS, TimeUnit.SECONDS));
    streams.stream(
        STREAM_TEXT,
        () -> {
          flowed.compareAndSet(false, gate.getCount() > 0);
          gate.countDown();
        });
    patience.cancel(false);
    findings.check(
        Rule.STREAM_FLOWS,
        () -> {
          findings.require(Rule.STREAM);
          expect(
              flowed.get(),
              "a token while the model pauses after its first word",
              "none for " + STREAM_SECONDS + " s");
        });
    if (findings.holds(Rule.TOOL_CALLED)) {
      model.plan(
          StreamChecks.STREAMED_TOOL, ModelAnswer.callsTool(), ModelAnswer.says("Looked up."));
      streams.withTool();
    }
  }

  private void trace() {
    findings.check(
        Rule.TRACE_HANDED_ON,
        () -> {
          Turn turn =
              Turn.of(TRACED).with("traceparent", "00-" + TRACE_ID + "-00f067aa0ba902b7-01");
          Answer answer = door.chat(turn);
          List<ModelCall> calls = model.calls(TRACED);
          expect(!calls.isEmpty(), "a model call", "none, and the answer " + answer);
          String got = calls.get(0).traceparent();
          expect(
              got.matches("00-" + TRACE_ID + "-[0-9a-f]{16}-[0-9a-f]{2}"),
              "traceparent of trace " + TRACE_ID,
              "'" + got + "'");
        });
  }

  private void tenant() {
    findings.check(
        Rule.TENANT,
        () -> {
          door.chat(Turn.of(TENANT).with("x-tenant-id", OTHER_TENANT));
          List<JsonNode> lines = LogChecks.lines(stage);
          if (lines.isEmpty()) {
            throw new Findings.Unchecked("no line of JSON: see " + Rule.LOG.id());
          }
          for (JsonNode line : lines) {
            String tenant = line.path("tenant").asText("");
            expect(
                tenant.isEmpty()
                    || tenant.equals(Stage.TENANT_ID)
                    || tenant.equals(Stage.TENANT_NAME),
                "TENANT_ID or TENANT_NAME as tenant of every line",
                tenant);
          }
        });
  }

  private void rotation() {
    findings.check(
        Rule.MODEL_TOKEN_ROTATES,
        () -> {
          String token = stage.rotateModelToken("conform-model-token-2-b8e4");
          Answer answer = door.chat(Turn.of(ROTATED));
          List<ModelCall> calls = model.calls(ROTATED);
          expect(!calls.isEmpty(), "a model call", "none, and the answer " + answer);
          String got = calls.get(0).authorization();
          expect(got.equals("Bearer " + token), "the new token", old(got));
        });
  }

  private String old(String authorization) {
    return stage.secrets().stream().anyMatch(authorization::contains)
        ? "the old one"
        : "something else";
  }
}
