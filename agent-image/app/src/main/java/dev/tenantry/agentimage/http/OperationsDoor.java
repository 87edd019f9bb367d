package dev.tenantry.agentimage.http;

import dev.tenantry.agentimage.process.Lifecycle;
import dev.tenantry.contract.Door;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the platform asks of every process: is it alive, ready, started, and what it counts. */
public final class OperationsDoor {
  private final Lifecycle lifecycle;
  private final PrometheusRegistry registry;

  /** Answers from a process's life and its metrics. */
  public OperationsDoor(Lifecycle lifecycle, PrometheusRegistry registry) {
    this.lifecycle = lifecycle;
    this.registry = registry;
  }

  /** Adds health to a server. */
  public AgentServer health(AgentServer server) {
    return server
        .route(Door.HEALTH, exchange -> exchange.json(200, Map.of("status", "alive")))
        .route(Door.READY, this::ready)
        .route(Door.STARTUP, this::startup);
  }

  /** Adds health and metrics to a server. */
  public AgentServer all(AgentServer server) {
    return health(server).route(Door.METRICS, this::metrics);
  }

  private void ready(Exchange exchange) {
    Map<String, Boolean> dependencies = lifecycle.dependencies();
    boolean ready =
        lifecycle.hasStarted()
            && !lifecycle.isDraining()
            && dependencies.values().stream().allMatch(there -> there);
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("status", lifecycle.isDraining() ? "draining" : ready ? "ready" : "not ready");
    body.put("dependencies", dependencies);
    exchange.json(ready ? 200 : 503, body);
  }

  private void startup(Exchange exchange) {
    boolean started = lifecycle.hasStarted();
    exchange.json(started ? 200 : 503, Map.of("status", started ? "started" : "starting"));
  }

  private void metrics(Exchange exchange) {
    var bytes = new ByteArrayOutputStream();
    try {
      PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.create();
      writer.write(bytes, registry.scrape());
      exchange.answer(200, writer.getContentType(), bytes.toByteArray());
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }
}
