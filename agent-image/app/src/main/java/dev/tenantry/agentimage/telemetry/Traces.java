package dev.tenantry.agentimage.telemetry;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** Spans of this process, and how they join a caller's trace. */
public final class Traces {
  private static final Duration EXPORT_LIMIT = Duration.ofSeconds(5);

  private final SdkTracerProvider provider;
  private final Tracer tracer;

  private Traces(SdkTracerProvider provider) {
    this.provider = provider;
    this.tracer = provider.get("dev.tenantry.agentimage");
  }

  /**
   * Traces that are sent to a collector, or only numbered if there is none.
   *
   * @param collector base URL of OTLP over HTTP
   * @param attributes of every span: service.name and the like
   */
  public static Traces to(Optional<String> collector, Map<String, String> attributes) {
    var resource = Resource.builder();
    attributes.forEach(resource::put);
    var builder =
        SdkTracerProvider.builder().setResource(Resource.getDefault().merge(resource.build()));
    collector.ifPresent(
        base ->
            builder.addSpanProcessor(
                BatchSpanProcessor.builder(
                        OtlpHttpSpanExporter.builder()
                            .setEndpoint(base.replaceAll("/+$", "") + "/v1/traces")
                            .setTimeout(EXPORT_LIMIT)
                            .build())
                    .build()));
    return new Traces(builder.build());
  }

  /** The context that a caller sent as {@code traceparent}; a root if it sent none. */
  public static Context from(Optional<String> traceparent) {
    Map<String, String> carrier = new TreeMap<>();
    traceparent.ifPresent(value -> carrier.put("traceparent", value));
    return W3CTraceContextPropagator.getInstance()
        .extract(
            Context.root(),
            carrier,
            new TextMapGetter<Map<String, String>>() {
              @Override
              public Iterable<String> keys(Map<String, String> from) {
                return List.copyOf(from.keySet());
              }

              @Override
              public String get(Map<String, String> from, String key) {
                return from == null ? null : from.get(key);
              }
            });
  }

  /** The headers that make another service join the current span. */
  public static Map<String, String> headers() {
    Map<String, String> carrier = new TreeMap<>();
    W3CTraceContextPropagator.getInstance()
        .inject(Context.current(), carrier, (to, key, value) -> to.put(key, value));
    return carrier;
  }

  /** Begins a span below a context. */
  public Span begin(String name, SpanKind kind, Context parent) {
    return tracer.spanBuilder(name).setSpanKind(kind).setParent(parent).startSpan();
  }

  /** Marks a span as failed, by the kind of the problem alone: its message may quote a prompt. */
  public static void fail(Span span, String kind) {
    span.setAttribute(GenAi.ERROR, kind);
    span.setStatus(StatusCode.ERROR);
  }

  /** Sends what is left. */
  public void close(Duration limit) {
    provider.shutdown().join(Math.max(1, limit.toMillis()), TimeUnit.MILLISECONDS);
  }
}
