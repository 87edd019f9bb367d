package dev.tenantry.conform;

import static dev.tenantry.conform.Findings.expect;

import dev.tenantry.conform.standin.ModelAnswer;
import dev.tenantry.conform.standin.ModelCall;
import dev.tenantry.conform.standin.ModelStandIn;
import dev.tenantry.conform.standin.ToolStandIn;
import dev.tenantry.contract.Door;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/** An orchestrator that is ended or killed in a turn, and started again on the same data. */
final class RestartChecks {
  private static final String DRAINED = "Conform drained: please answer.";
  private static final String ANSWERED = "Conform answered: please answer.";
  private static final String KILLED = "Conform killed: please look something up.";
  private static final String AFTER = "Conform after: what did I ask before?";
  private static final String ANSWERED_TEXT = "Answered before the kill.";

  /** Whoever takes over a turn of a dead process may wait for a lease of it to run out. */
  private static final Duration TAKE_OVER = Duration.ofSeconds(60);

  private final Findings findings;
  private final Stage stage;
  private final ModelStandIn model;
  private final ChatChecks chat;

  RestartChecks(Findings findings, Stage stage, ChatChecks chat) {
    this.findings = findings;
    this.stage = stage;
    this.model = stage.model();
    this.chat = chat;
  }

  /** Ends {@code first} in a turn, kills its successor in another, and asks a third. */
  void run(RunningAgent first) throws CannotRunException, IOException, InterruptedException {
    String session;
    try {
      session = chat.session();
    } catch (Findings.Unchecked e) {
      for (Rule rule : Rule.values()) {
        if (rule.id().startsWith("C-DRAIN") || rule.id().startsWith("C-KILL")) {
          findings.skip(rule, e.getMessage());
        }
      }
      return;
    }
    Turn drained = Turn.of(DRAINED).in(session).withKey("conform-key-drained");
    CompletableFuture<Answer> answer = new EndChecks(findings, stage, first).during(drained);
    RunningAgent second = stage.start();
    if (!again(second, Rule.DRAIN_FINISHES)) {
      return;
    }
    findings.check(Rule.DRAIN_FINISHES, () -> finishes(answer, second, drained));
    model.plan(ANSWERED, ModelAnswer.says(ANSWERED_TEXT));
    Turn answered = Turn.of(ANSWERED).in(session).withKey("conform-key-answered");
    CompletableFuture<Answer> before = second.door().chatLater(answered, AgentDoor.PATIENCE);
    int calls = stage.tool().callers().size();
    Turn killed = Turn.of(KILLED).in(session).withKey("conform-key-killed");
    kill(second, killed, before);
    RunningAgent third = stage.start();
    if (!again(third, Rule.KILL_REMEMBERS)) {
      return;
    }
    afterKill(third, before, killed, calls);
    new EndChecks(findings, stage, third).idle();
  }

  private boolean again(RunningAgent agent, Rule rule) throws InterruptedException {
    if (agent.awaitOk(Door.READY)) {
      return true;
    }
    findings.check(
        rule, () -> expect(false, "it ready again on the same data", "it not ready in 60 s"));
    return false;
  }

  private void finishes(CompletableFuture<Answer> answer, RunningAgent successor, Turn turn)
      throws Exception {
    Answer got;
    try {
      got = AgentDoor.await(answer);
    } catch (IOException e) {
      throw new Findings.Unmet("an answer to the turn under way", Words.of(e));
    }
    if (got.isRefusalForNow()) {
      Answer later = eventually(successor, turn);
      expect(later.status() == 200, "200 when its key is repeated after the restart", later);
    } else {
      expect(got.status() == 200, "200 of the turn under way, or 503 with Retry-After", got);
    }
  }

  /** Kills it once the model was asked for the second time. */
  private void kill(RunningAgent agent, Turn turn, CompletableFuture<Answer> before)
      throws InterruptedException {
    Waiting.until(AgentDoor.PATIENCE, before::isDone);
    CountDownLatch gate = new CountDownLatch(1);
    model.plan(
        turn.message(),
        ModelAnswer.callsTool(),
        ModelAnswer.says("Too late.").heldBy(gate),
        ModelAnswer.says("Resumed."));
    CompletableFuture<Answer> broken = agent.door().chatLater(turn, AgentDoor.PATIENCE);
    Waiting.until(
        AgentDoor.PATIENCE, () -> broken.isDone() || model.calls(turn.message()).size() > 1);
    agent.process().kill();
    gate.countDown();
  }

  private void afterKill(
      RunningAgent third, CompletableFuture<Answer> before, Turn killed, int toolCalls)
      throws IOException, InterruptedException {
    // First of all, so that no other turn stands between the broken one and its repetition.
    Answer resumed = eventually(third, killed);
    findings.check(
        Rule.KILL_REMEMBERS,
        () -> {
          findings.require(Rule.CHAT_REMEMBERS);
          Answer answer = third.door().chat(Turn.of(AFTER).in(killed.session()));
          expect(answer.status() == 200, "200 of a turn in the same session", answer);
          DialogueChecks.remembers(model, AFTER, ANSWERED, ANSWERED_TEXT);
        });
    findings.check(
        Rule.KILL_ONCE,
        () -> {
          require();
          once(third, before, killed.session());
        });
    List<ModelCall> calls = model.calls(KILLED);
    findings.check(
        Rule.KILL_RESUMES,
        () -> {
          require();
          expect(resumed.status() == 200, "200 when its key is repeated", resumed);
          ModelCall last = calls.get(calls.size() - 1);
          long asked = last.questions().stream().filter(KILLED::equals).count();
          expect(asked == 1, "the question once in the session", asked + " times");
        });
    findings.check(
        Rule.KILL_ONE_STEP,
        () -> {
          findings.require(Rule.TOOL_CALLED);
          findings.require(Rule.KILL_RESUMES);
          int made = stage.tool().callers().size() - toolCalls;
          boolean known =
              calls.get(calls.size() - 1).toolResults().stream()
                  .anyMatch(it -> it.contains(ToolStandIn.RESULT));
          expect(
              made == 1 && known,
              "one call of the tool in the whole turn, and its result in the last model call",
              made + (known ? " with" : " without") + " its result");
        });
  }

  /** A lost session, or keys that count for nothing, are told once. */
  private void require() throws Findings.Unchecked {
    findings.require(Rule.ONCE);
    findings.require(Rule.KILL_REMEMBERS);
  }

  private void once(RunningAgent third, CompletableFuture<Answer> before, String session)
      throws Exception {
    Answer one;
    try {
      one = AgentDoor.await(before);
    } catch (IOException e) {
      throw new Findings.Unchecked("the turn before got no answer: " + Words.of(e));
    }
    Turn again = Turn.of(ANSWERED).in(session).withKey("conform-key-answered");
    ChatChecks.same(one, third.door().chat(again));
    int calls = model.calls(ANSWERED).size();
    expect(calls == 1, "one model call before and after", calls);
  }

  /** The answer once it is no longer "not yet"; what it was last, if that lasts. */
  private static Answer eventually(RunningAgent agent, Turn turn)
      throws IOException, InterruptedException {
    Answer[] last = {agent.door().chat(turn)};
    Waiting.until(
        TAKE_OVER,
        () -> {
          if (last[0].status() != 409 && last[0].status() != 503) {
            return true;
          }
          Thread.sleep(500);
          try {
            last[0] = agent.door().chat(turn);
          } catch (IOException e) {
            return true;
          }
          return false;
        });
    return last[0];
  }
}
