package dev.tenantry.agentimage.orchestrator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.agentimage.process.Deadline;
import dev.tenantry.agentimage.process.Log;
import dev.tenantry.agentimage.resilience.CallFailure;
import dev.tenantry.agentimage.store.Lease;
import dev.tenantry.agentimage.store.LeaseLost;
import dev.tenantry.agentimage.store.StoreFailure;
import dev.tenantry.agentimage.store.Turns;
import dev.tenantry.agentimage.telemetry.GenAi;
import dev.tenantry.agentimage.telemetry.Metrics;
import dev.tenantry.agentimage.telemetry.Traces;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Runs turns that this process has the right to, and keeps that right while they run. */
final class TurnRunner {
  private final String agent;
  private final TurnLoop loop;
  private final Turns turns;
  private final Metrics metrics;
  private final Traces traces;
  private final EventHub hub;
  private final Duration limit;
  private final Map<Lease, TurnControl> running = new ConcurrentHashMap<>();

  TurnRunner(
      String agent,
      TurnLoop loop,
      Turns turns,
      Metrics metrics,
      Traces traces,
      EventHub hub,
      Duration limit) {
    this.agent = agent;
    this.loop = loop;
    this.turns = turns;
    this.metrics = metrics;
    this.traces = traces;
    this.hub = hub;
    this.limit = limit;
  }

  /**
   * Runs a turn to its end.
   *
   * @param parent the caller's trace
   * @throws CallFailure if it could not be ended; it is left so that it can go on
   * @throws LeaseLost if another process has it
   */
  @SuppressWarnings("try") // a Scope is there to be closed
  JsonNode run(Lease lease, Context parent, TurnListener listener) {
    Span span = traces.begin("invoke_agent " + agent, SpanKind.SERVER, parent);
    span.setAttribute(GenAi.OPERATION, "invoke_agent");
    span.setAttribute(GenAi.AGENT, agent);
    span.setAttribute(GenAi.CONVERSATION, lease.session().toString());
    try (Scope scope = span.makeCurrent()) {
      return counted(lease, span, listener);
    } finally {
      span.end();
    }
  }

  private JsonNode counted(Lease lease, Span span, TurnListener listener) {
    TurnControl control = new TurnControl(Deadline.in(limit));
    running.put(lease, control);
    long start = System.nanoTime();
    String outcome = "failed";
    try {
      JsonNode result = told(lease, control, listener);
      outcome = "done";
      return result;
    } catch (CallFailure failure) {
      outcome = failure.kind().name().toLowerCase(Locale.ROOT);
      throw failure;
    } catch (LeaseLost lost) {
      outcome = "lease_lost";
      throw lost;
    } finally {
      running.remove(lease);
      metrics.turn(outcome, (System.nanoTime() - start) / 1e9);
      if (!outcome.equals("done")) {
        Traces.fail(span, outcome);
      }
      Map<String, String> session = Map.of("session", lease.session().toString());
      Log.audit(agent, "turn", lease.turn().toString(), outcome, session);
    }
  }

  private JsonNode told(Lease lease, TurnControl control, TurnListener listener) {
    String session = lease.session().toString();
    Map<String, String> turn = Map.of("turn", lease.turn().toString());
    hub.tell("turn", session, turn);
    JsonNode result =
        loop.run(
            lease,
            control,
            (event, data) -> {
              hub.tell(event, session, data);
              listener.on(event, data);
            });
    hub.tell("done", session, turn);
    return result;
  }

  /** Keeps the right to all running turns; stops those to which it is lost. */
  void extend() {
    running.forEach(
        (lease, control) -> {
          try {
            if (!turns.extend(lease)) {
              Log.warn("lease_lost", "turn " + lease.turn());
              control.stop();
            }
          } catch (StoreFailure away) {
            Log.warn("lease_not_extended", away.getMessage());
          }
        });
  }

  /** Stops all; each ends behind its last step. */
  void stopAll() {
    running.values().forEach(TurnControl::stop);
  }
}
