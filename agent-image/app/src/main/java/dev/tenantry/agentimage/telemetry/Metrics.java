package dev.tenantry.agentimage.telemetry;

import dev.tenantry.contract.Metric;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/**
 * What the process counts.
 *
 * <p>No metric carries a tenant: who is asked says so, and a tenant cannot lie about it.
 */
public final class Metrics {
  private final PrometheusRegistry registry = new PrometheusRegistry();

  private final Gauge turnsActive =
      Gauge.builder()
          .name(Metric.TURNS_ACTIVE)
          .help("Turns that run or wait in this process.")
          .register(registry);
  private final Counter turns =
      Counter.builder()
          .name("tenantry_turns_total")
          .help("Turns that ended, by outcome.")
          .labelNames("outcome")
          .register(registry);
  private final Histogram turnSeconds =
      Histogram.builder()
          .name("tenantry_turn_seconds")
          .help("From a turn's request to its answer.")
          .classicUpperBounds(0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300)
          .classicOnly()
          .register(registry);
  private final Counter calls =
      Counter.builder()
          .name("tenantry_dependency_calls_total")
          .help("Calls of other services, by outcome.")
          .labelNames("dependency", "outcome")
          .register(registry);
  private final Gauge breakers =
      Gauge.builder()
          .name("tenantry_circuit_open")
          .help("1 while calls of a dependency are refused at once.")
          .labelNames("dependency")
          .register(registry);
  private final Counter tokens =
      Counter.builder()
          .name("gen_ai_client_tokens_total")
          .help("Tokens as the model server counts them.")
          .labelNames("model", "type")
          .register(registry);
  private final Counter tasks =
      Counter.builder()
          .name("tenantry_tasks_total")
          .help("Tasks of the queue, by outcome.")
          .labelNames("outcome")
          .register(registry);

  /** All of them. */
  public PrometheusRegistry registry() {
    return registry;
  }

  /** Turns that run or wait. */
  public Gauge turnsActive() {
    return turnsActive;
  }

  /** Counts a turn that ended. */
  public void turn(String outcome, double seconds) {
    turns.labelValues(outcome).inc();
    turnSeconds.observe(seconds);
  }

  /** Counts a turn that was not begun. */
  public void refused(String reason) {
    turns.labelValues("refused_" + reason).inc();
  }

  /** Counts a call of another service. */
  public void call(String dependency, String outcome) {
    calls.labelValues(dependency, outcome).inc();
  }

  /** Says whether calls of a dependency are refused at once. */
  public void circuit(String dependency, boolean open) {
    breakers.labelValues(dependency).set(open ? 1 : 0);
  }

  /** Counts the tokens of one call of a model. */
  public void tokens(String model, long input, long output) {
    tokens.labelValues(model, "input").inc(input);
    tokens.labelValues(model, "output").inc(output);
  }

  /** Counts a task that ended. */
  public void task(String outcome) {
    tasks.labelValues(outcome).inc();
  }
}
