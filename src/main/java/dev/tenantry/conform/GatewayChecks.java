package dev.tenantry.conform;

import static dev.tenantry.conform.Findings.expect;

import dev.tenantry.conform.standin.ModelAnswer;
import dev.tenantry.conform.standin.ModelCall;
import dev.tenantry.conform.standin.ModelStandIn;
import dev.tenantry.contract.Door;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** What an orchestrator does when the model gateway refuses or is away. */
final class GatewayChecks {
  private static final String LIMITED = "Conform limited: please answer.";
  private static final String UNPAID = "Conform unpaid: please answer.";
  private static final String FORBIDDEN = "Conform forbidden: please answer.";
  private static final String FORBIDDEN_STREAM = "Conform forbidden stream: please answer.";
  private static final String BUSY = "Conform busy: please answer.";

  private static final int RETRY_AFTER_SECONDS = 2;

  /** A kubelet gives a probe a second by default; this is a machine under load. */
  static final Duration PROBE = Duration.ofSeconds(2);

  private static final int PROBES = 3;

  private final Findings findings;
  private final Stage stage;
  private final AgentDoor door;
  private final ModelStandIn model;

  GatewayChecks(Findings findings, Stage stage, AgentDoor door) {
    this.findings = findings;
    this.stage = stage;
    this.door = door;
    this.model = stage.model();
  }

  void run() {
    neverAgain();
    streamError();
    triesAgain();
    tooMany();
    aliveAlone();
  }

  private void neverAgain() {
    findings.check(
        Rule.NEVER_AGAIN,
        () -> {
          refusal(UNPAID, 402);
          refusal(FORBIDDEN, 403);
        });
  }

  private void refusal(String message, int status) throws Exception {
    model.plan(message, ModelAnswer.refuses(status, 0), ModelAnswer.says("It was tried again."));
    Answer answer = door.chat(Turn.of(message));
    int calls = model.calls(message).size();
    expect(calls == 1, "one model call when the gateway says " + status, calls);
    expect(
        answer.status() >= 400 && answer.isProblem(),
        "a problem when the gateway says " + status,
        answer);
  }

  private void streamError() {
    findings.check(
        Rule.STREAM_ERROR,
        () -> {
          model.plan(FORBIDDEN_STREAM, ModelAnswer.refuses(403, 0));
          List<StreamEvent> events = new CopyOnWriteArrayList<>();
          Answer answer = door.stream(Turn.of(FORBIDDEN_STREAM), events::add);
          List<String> names = StreamChecks.names(events);
          boolean told =
              answer.status() == 200
                  && !names.isEmpty()
                  && names.get(names.size() - 1).equals("error");
          expect(
              told && !names.contains("done") || answer.status() >= 400 && answer.isProblem(),
              "'error' as the last event, or a problem",
              answer.status() + " " + answer.type() + " " + names);
        });
  }

  private void triesAgain() {
    findings.check(
        Rule.TRIES_AGAIN,
        () -> {
          model.plan(BUSY, ModelAnswer.refuses(503, 0), ModelAnswer.says("Now it works."));
          Answer answer = door.chat(Turn.of(BUSY));
          expect(answer.status() == 200, "200 after one 503 of the gateway", answer);
        });
  }

  private void tooMany() {
    findings.check(
        Rule.TOO_MANY,
        () -> {
          model.plan(
              LIMITED,
              ModelAnswer.refuses(429, RETRY_AFTER_SECONDS),
              ModelAnswer.says("It was tried again."));
          Answer answer = door.chat(Turn.of(LIMITED));
          List<ModelCall> calls = model.calls(LIMITED);
          findings.check(Rule.PATIENT, () -> patient(calls, answer));
          // An agent may refuse by itself until then, which is right and would disturb what
          // follows.
          Thread.sleep(TimeUnit.SECONDS.toMillis(RETRY_AFTER_SECONDS));
          expect(answer.status() == 429, "429", answer);
          long passed = answer.millis() / 1000 + 1;
          expect(
              answer.retryAfterSeconds().orElse(0) >= Math.max(1, RETRY_AFTER_SECONDS - passed),
              "Retry-After of " + RETRY_AFTER_SECONDS + ", less what has passed",
              answer);
        });
  }

  private static void patient(List<ModelCall> calls, Answer answer) throws Findings.Unmet {
    expect(!calls.isEmpty(), "a model call", "none, and the answer " + answer);
    for (ModelCall call : calls.subList(1, calls.size())) {
      long millis = TimeUnit.NANOSECONDS.toMillis(call.nanos() - calls.get(0).nanos());
      expect(
          millis >= RETRY_AFTER_SECONDS * 1_000,
          "no call before " + RETRY_AFTER_SECONDS + " s",
          "one after " + Words.seconds(millis));
    }
  }

  private void aliveAlone() {
    findings.check(
        Rule.ALIVE_ALONE,
        () -> {
          model.setAway(true);
          try {
            for (int probe = 0; probe < PROBES; probe++) {
              Answer answer = door.probe(Door.HEALTH, PROBE);
              expect(answer.status() == 200, "200 while the model gateway is away", answer);
            }
          } finally {
            model.setAway(false);
          }
        });
  }

  /** Every model call of the whole run, whichever check caused it. */
  void everyCall() {
    findings.check(
        Rule.MODEL_CALLED,
        () -> {
          List<ModelCall> calls = model.calls();
          if (calls.isEmpty()) {
            throw new Findings.Unchecked("no model call was made");
          }
          List<String> bearers = stage.secrets().stream().map(token -> "Bearer " + token).toList();
          for (ModelCall call : calls) {
            expect(
                call.path().equals("/v1/chat/completions"), "…/v1/chat/completions", call.path());
            expect(
                call.body().path("model").asText().equals(ModelStandIn.MODEL),
                "model " + ModelStandIn.MODEL,
                call.body().path("model"));
            expect(
                bearers.contains(call.authorization()),
                "Authorization: Bearer and the content of MODEL_TOKEN_FILE",
                call.authorization().isEmpty() ? "none" : "another");
          }
        });
  }
}
