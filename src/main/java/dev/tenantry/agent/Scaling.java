package dev.tenantry.agent;

import com.pulumi.kubernetes.autoscaling.v2.inputs.CrossVersionObjectReferenceArgs;
import com.pulumi.kubernetes.autoscaling.v2.inputs.HPAScalingPolicyArgs;
import com.pulumi.kubernetes.autoscaling.v2.inputs.HPAScalingRulesArgs;
import com.pulumi.kubernetes.autoscaling.v2.inputs.HorizontalPodAutoscalerBehaviorArgs;
import com.pulumi.kubernetes.autoscaling.v2.inputs.HorizontalPodAutoscalerSpecArgs;
import com.pulumi.kubernetes.autoscaling.v2.inputs.MetricIdentifierArgs;
import com.pulumi.kubernetes.autoscaling.v2.inputs.MetricSpecArgs;
import com.pulumi.kubernetes.autoscaling.v2.inputs.MetricTargetArgs;
import com.pulumi.kubernetes.autoscaling.v2.inputs.PodsMetricSourceArgs;
import com.pulumi.kubernetes.autoscaling.v2.inputs.ResourceMetricSourceArgs;
import dev.tenantry.config.AgentScaling;
import dev.tenantry.config.ProjectId;
import dev.tenantry.contract.Metric;
import dev.tenantry.contract.Mode;
import dev.tenantry.contract.QueueNames;
import dev.tenantry.kubernetes.ScaledObject;
import dev.tenantry.naming.AgentNames;
import dev.tenantry.naming.SharedService;
import dev.tenantry.stores.nats.QueueTrigger;
import java.util.List;
import java.util.Map;

/** By what workloads scale: turns that run, CPU, or what waits in a queue. */
final class Scaling {
  /** Requests for an agent at the tenants' door, by Namespace and agent: what wakes a sleeper. */
  static final String DOOR_METRIC = "tenantry_entry_requests_total";

  /** As Google's adapter for custom metrics calls a gauge of managed Prometheus. */
  private static final String ADAPTED =
      "prometheus.googleapis.com|" + Metric.TURNS_ACTIVE + "|gauge";

  /** A new pod is there before the old ones are full. */
  private static final int FULL_PERCENT = 60;

  private static final int CPU_PERCENT = 70;

  /** workloads.md D: up at once and by as many as there are, down slowly and one at a time. */
  private static final int UP_PERCENT = 100;

  private static final int UP_PERIOD_SECONDS = 30;
  private static final int DOWN_PERIOD_SECONDS = 60;
  private static final int CALM_SECONDS = 300;

  /** The most that a HorizontalPodAutoscaler takes. */
  private static final int CALM_MAX_SECONDS = 3600;

  private static final int POLL_SECONDS = 15;

  /** Messages that may wait or be worked on for each worker (workloads.md D). */
  private static final int MESSAGES_PER_WORKER = 5;

  private static final int FAILURES = 3;

  private Scaling() {}

  /** Of an orchestrator by its turns or CPU, of a tool by its CPU: a tool works, an agent waits. */
  static HorizontalPodAutoscalerSpecArgs autoscaler(
      Workload workload, AgentScaling scaling, int concurrent) {
    boolean turns = workload.mode() == Mode.ORCHESTRATOR && scaling == AgentScaling.TURNS;
    return HorizontalPodAutoscalerSpecArgs.builder()
        .scaleTargetRef(
            CrossVersionObjectReferenceArgs.builder()
                .apiVersion("apps/v1")
                .kind("Deployment")
                .name(workload.name())
                .build())
        .minReplicas(workload.size().replicas().min())
        .maxReplicas(workload.size().replicas().max())
        .metrics(turns ? turns(concurrent) : cpu())
        .behavior(
            HorizontalPodAutoscalerBehaviorArgs.builder()
                .scaleUp(rules(0, "Percent", UP_PERCENT, UP_PERIOD_SECONDS))
                .scaleDown(rules(calm(workload), "Pods", 1, DOWN_PERIOD_SECONDS))
                .build())
        .build();
  }

  private static MetricSpecArgs turns(int concurrent) {
    return MetricSpecArgs.builder()
        .type("Pods")
        .pods(
            PodsMetricSourceArgs.builder()
                .metric(MetricIdentifierArgs.builder().name(ADAPTED).build())
                .target(
                    MetricTargetArgs.builder()
                        .type("AverageValue")
                        .averageValue(perPod(concurrent))
                        .build())
                .build())
        .build();
  }

  private static MetricSpecArgs cpu() {
    return MetricSpecArgs.builder()
        .type("Resource")
        .resource(
            ResourceMetricSourceArgs.builder()
                .name("cpu")
                .target(
                    MetricTargetArgs.builder()
                        .type("Utilization")
                        .averageUtilization(CPU_PERCENT)
                        .build())
                .build())
        .build();
  }

  private static HPAScalingRulesArgs rules(int calm, String type, int value, int period) {
    return HPAScalingRulesArgs.builder()
        .stabilizationWindowSeconds(calm)
        .policies(
            HPAScalingPolicyArgs.builder().type(type).value(value).periodSeconds(period).build())
        .build();
  }

  /** Turns at once that one pod should have at most, before it is full. */
  private static String perPod(int concurrent) {
    return Integer.toString(Math.max(1, concurrent * FULL_PERCENT / 100));
  }

  /** Never shorter than a turn: who goes is chosen among pods that had time to finish. */
  static int calm(Workload workload) {
    return Math.min(Math.max(CALM_SECONDS, workload.longestSeconds()), CALM_MAX_SECONDS);
  }

  /** Of a worker: what waits in the agent's queue. The account comes from a Secret. */
  static ScaledObject.Spec byQueue(Workload workload) {
    String subject = AgentNames.queueSubject(workload.agent());
    Map<String, Object> trigger =
        Map.of(
            "type",
            "nats-jetstream",
            "metadata",
            QueueTrigger.metadata(
                SharedService.NATS.host() + ":" + AgentNames.QUEUE_MONITORING_PORT,
                QueueNames.stream(subject),
                QueueNames.consumer(subject),
                MESSAGES_PER_WORKER),
            "authenticationRef",
            Map.of("name", workload.name()));
    return scaled(workload, List.of(trigger));
  }

  /**
   * Of an orchestrator that may sleep: turns keep it awake, requests at the door wake it.
   *
   * @param namespace the tenant's
   * @param project whose managed Prometheus is asked
   */
  static ScaledObject.Spec bySessions(
      Workload workload, int concurrent, String namespace, ProjectId project) {
    String labels =
        String.format("{namespace=\"%s\",agent=\"%s\"}", namespace, workload.agent().value());
    return scaled(
        workload,
        List.of(
            prometheus(
                workload, project, "sum(" + Metric.TURNS_ACTIVE + labels + ")", perPod(concurrent)),
            prometheus(
                workload,
                project,
                "sum(increase(" + DOOR_METRIC + labels + "[" + CALM_SECONDS + "s]))",
                // Any number of requests needs one pod; turns say whether it needs more.
                "1000000")));
  }

  private static Map<String, Object> prometheus(
      Workload workload, ProjectId project, String query, String threshold) {
    return Map.of(
        "type",
        "prometheus",
        "metricType",
        "AverageValue",
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
            // No series means no load where no pod need run.
            "ignoreNullValues",
            "true"),
        "authenticationRef",
        Map.of("name", workload.name()));
  }

  private static ScaledObject.Spec scaled(Workload workload, List<Map<String, Object>> triggers) {
    return new ScaledObject.Spec(
        Map.of("name", workload.name()),
        POLL_SECONDS,
        calm(workload),
        workload.size().replicas().min(),
        workload.size().replicas().max(),
        // Whoever cannot see must neither stop all work nor start all pods.
        Map.of(
            "failureThreshold",
            FAILURES,
            "replicas",
            Math.max(1, workload.size().replicas().min())),
        Map.of("horizontalPodAutoscalerConfig", Map.of("behavior", behaviour(workload))),
        triggers);
  }

  private static Map<String, Object> behaviour(Workload workload) {
    return Map.of(
        "scaleUp",
        rule(0, "Percent", UP_PERCENT, UP_PERIOD_SECONDS),
        "scaleDown",
        rule(calm(workload), "Pods", 1, DOWN_PERIOD_SECONDS));
  }

  private static Map<String, Object> rule(int calm, String type, int value, int period) {
    return Map.of(
        "stabilizationWindowSeconds",
        calm,
        "policies",
        List.of(Map.of("type", type, "value", value, "periodSeconds", period)));
  }
}
