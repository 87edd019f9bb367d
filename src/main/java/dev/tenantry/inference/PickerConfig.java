package dev.tenantry.inference;

import dev.tenantry.config.ServedModel;
import dev.tenantry.config.Serving;

/**
 * What the endpoint picker is told (kind EndpointPickerConfig of llm-d-router, read at its commit
 * ebab687 of August 2026).
 *
 * <p>Tenants take turns, requests wait here instead of in a server, and they wait through a cold
 * start.
 */
final class PickerConfig {
  /** The file's name in the ConfigMap. */
  static final String FILE = "picker.yaml";

  /** Longer than a person waits for a first word; llm-d-router's own default. */
  private static final int WAIT_SECONDS = 60;

  private PickerConfig() {}

  static String of(ServedModel model) {
    return """
        apiVersion: llm-d.ai/v1alpha1
        kind: EndpointPickerConfig
        featureGates: [flowControl]
        plugins:
          - type: queue-scorer
          - type: kv-cache-utilization-scorer
          - type: prefix-cache-scorer
          - type: round-robin-fairness-policy
          - type: metrics-data-source
            parameters: { scheme: http, path: %s }
          - type: core-metrics-extractor
            parameters: { defaultEngine: %s }
        schedulingProfiles:
          - name: default
            plugins:
              - { pluginRef: queue-scorer, weight: 2 }
              - { pluginRef: kv-cache-utilization-scorer, weight: 2 }
              - { pluginRef: prefix-cache-scorer, weight: 3 }
        flowControl:
          defaultRequestTTL: %ds
          noEndpointRequestTTL: %ds
          defaultPriorityBand: { fairnessPolicyRef: round-robin-fairness-policy }
        """
        .formatted(
            model.serving() == Serving.NIM ? "/v1/metrics" : "/metrics",
            ServerCommand.engine(model),
            WAIT_SECONDS,
            model.coldStartSeconds());
  }
}
