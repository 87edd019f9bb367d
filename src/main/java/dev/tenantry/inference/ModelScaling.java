package dev.tenantry.inference;

import dev.tenantry.config.ModelName;
import dev.tenantry.config.ProjectId;
import dev.tenantry.config.ServedModel;
import dev.tenantry.kubernetes.ScaledObject;
import dev.tenantry.naming.ModelNames;
import dev.tenantry.naming.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** By what a model scales: requests that wait and how full the cache is, never the GPU's load. */
final class ModelScaling {
  private static final int POLL_SECONDS = 15;

  /** Waiting requests for each replica: more, and the next one starts (workloads.md A5: 3-5). */
  private static final String WAITING = "4";

  /** Above it, new requests push others out of the cache. */
  private static final String CACHE = "0.8";

  /** A start that was not worth its time must not be undone at once. */
  private static final int CALM_FACTOR = 2;

  /** The most that a HorizontalPodAutoscaler takes. */
  private static final int CALM_MAX_SECONDS = 3600;

  /** Requests that wait at the endpoint picker (llm-d-router, docs/metrics.md). */
  private static final String PICKER_QUEUE = "llm_d_epp_flow_control_queue_size";

  private static final int DOWN_PERIOD_SECONDS = 600;
  private static final int UP_PERIOD_SECONDS = 60;
  private static final int FAILURES = 3;

  private ModelScaling() {}

  static ScaledObject.Spec of(ModelName name, ServedModel model, ProjectId project) {
    int calm = Math.min(CALM_FACTOR * model.loadSeconds(), CALM_MAX_SECONDS);
    return new ScaledObject.Spec(
        Map.of("name", ModelNames.server(name)),
        POLL_SECONDS,
        calm,
        model.replicas().min(),
        model.replicas().max(),
        // Whoever cannot see must neither stop nor start what costs a machine.
        Map.of(
            "failureThreshold",
            FAILURES,
            "replicas",
            Math.max(1, model.replicas().min()),
            "behavior",
            "currentReplicas"),
        Map.of("horizontalPodAutoscalerConfig", Map.of("behavior", behaviour(calm))),
        triggers(name, model, project));
  }

  private static List<Map<String, Object>> triggers(
      ModelName name, ServedModel model, ProjectId project) {
    ServerCommand command = ServerCommand.of(name, model);
    String server = ModelNames.server(name);
    // No series means no load only where no replica need run; elsewhere it means blindness.
    boolean sleeps = model.replicas().min() == 0;
    List<Map<String, Object>> triggers = new ArrayList<>();
    triggers.add(
        trigger(
            server,
            project,
            sleeps,
            "sum(" + of(command.waiting(), server) + ")",
            WAITING,
            "AverageValue"));
    triggers.add(
        trigger(
            server, project, sleeps, "avg(" + of(command.cache(), server) + ")", CACHE, "Value"));
    if (sleeps) {
      // Where no server runs, requests wait at the endpoint picker.
      String queue = "sum(" + of(PICKER_QUEUE, ModelNames.picker(name)) + ")";
      triggers.add(trigger(server, project, true, queue, "1", "AverageValue"));
    }
    return triggers;
  }

  private static Map<String, Object> behaviour(int calm) {
    return Map.of(
        "scaleUp",
        Map.of(
            "stabilizationWindowSeconds",
            0,
            "policies",
            List.of(step("Percent", 100, UP_PERIOD_SECONDS))),
        "scaleDown",
        Map.of(
            "stabilizationWindowSeconds",
            calm,
            "policies",
            List.of(step("Pods", 1, DOWN_PERIOD_SECONDS))));
  }

  private static Map<String, Object> step(String type, int value, int seconds) {
    return Map.of("type", type, "value", value, "periodSeconds", seconds);
  }

  private static Map<String, Object> trigger(
      String server,
      ProjectId project,
      boolean mayBeAbsent,
      String query,
      String threshold,
      String type) {
    return Map.of(
        "type",
        "prometheus",
        "metricType",
        type,
        "metadata",
        Map.of(
            "serverAddress",
            "https://monitoring.googleapis.com/v1/projects/"
                + project
                + "/location/global/prometheus",
            "query",
            query,
            "threshold",
            threshold,
            "ignoreNullValues",
            Boolean.toString(mayBeAbsent)),
        "authenticationRef",
        Map.of("name", server));
  }

  /** Managed Prometheus calls the job as the PodMonitoring. */
  private static String of(String metric, String job) {
    return String.format("%s{namespace=\"%s\",job=\"%s\"}", metric, Names.INFERENCE_NAMESPACE, job);
  }
}
