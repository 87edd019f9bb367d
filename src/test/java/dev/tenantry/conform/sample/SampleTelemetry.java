package dev.tenantry.conform.sample;

import dev.tenantry.contract.Variable;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;

/** Sends one span for each turn, as OTLP in JSON. */
final class SampleTelemetry {
  private final Fault fault;
  private final URI url =
      URI.create(System.getenv(Variable.OTEL_EXPORTER_OTLP_ENDPOINT.name()) + "/v1/traces");
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  SampleTelemetry(Fault fault) {
    this.fault = fault;
  }

  void send(String question, String answer) throws IOException, InterruptedException {
    String attributes =
        fault == Fault.NO_ATTRIBUTES
            ? ""
            : "{\"key\":\"gen_ai.request.model\"},{\"key\":\"gen_ai.usage.input_tokens\"}";
    String text = fault == Fault.TEXT_IN_TELEMETRY ? question + answer : "turn";
    String body =
        "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"name\":\""
            + text
            + "\",\"attributes\":["
            + attributes
            + "]}]}]}]}";
    HttpRequest request =
        HttpRequest.newBuilder(url)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    client.send(request, BodyHandlers.discarding());
  }
}
