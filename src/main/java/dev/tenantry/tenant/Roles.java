package dev.tenantry.tenant;

import com.pulumi.kubernetes.rbac.v1.inputs.PolicyRuleArgs;
import java.util.ArrayList;
import java.util.List;

/**
 * What each role may do in the tenant's Namespace: rules of its Roles.
 *
 * <p>Every group, resource and verb is spelled out, so that a kind which somebody installs later is
 * open to nobody. No role reads Secrets, enters or patches a running pod, asks for a token, or
 * writes what closes the Namespace: policies, limits, roles, accounts. Each role is complete in
 * itself: an auditor reads one object.
 */
final class Roles {
  private static final List<String> READ = List.of("get", "list", "watch");

  /** Not deletecollection: one slip would empty the Namespace. */
  private static final List<String> WRITE =
      List.of("get", "list", "watch", "create", "update", "patch", "delete");

  private static final String CORE = "";

  private Roles() {}

  /** Reads what runs, what it said, and what limits it. */
  static List<PolicyRuleArgs> viewer() {
    return List.of(
        rule(
            CORE,
            READ,
            "configmaps",
            "events",
            "limitranges",
            "persistentvolumeclaims",
            "pods",
            "resourcequotas",
            "serviceaccounts",
            "services"),
        rule(CORE, List.of("get"), "pods/log"),
        rule("apps", READ, "deployments", "replicasets", "statefulsets"),
        rule("autoscaling", READ, "horizontalpodautoscalers"),
        rule("batch", READ, "cronjobs", "jobs"),
        rule("discovery.k8s.io", READ, "endpointslices"),
        rule("events.k8s.io", READ, "events"),
        rule("metrics.k8s.io", List.of("get", "list"), "pods"),
        rule("networking.k8s.io", READ, "networkpolicies"),
        rule("policy", READ, "poddisruptionbudgets"));
  }

  /**
   * Reads as a viewer, restarts and scales.
   *
   * <p>A restart is a deleted or evicted pod. Whoever may patch a Deployment, as {@code kubectl
   * rollout restart} does, may also change its image; whoever may create a Job may run any. So the
   * people on call write no pod template.
   */
  static List<PolicyRuleArgs> operator() {
    List<PolicyRuleArgs> rules = new ArrayList<>(viewer());
    rules.add(rule(CORE, List.of("delete"), "pods"));
    rules.add(rule(CORE, List.of("create"), "pods/eviction"));
    rules.add(
        rule("apps", List.of("get", "update", "patch"), "deployments/scale", "statefulsets/scale"));
    rules.add(rule("batch", List.of("delete"), "jobs"));
    return List.copyOf(rules);
  }

  /**
   * Writes workloads, and reads what a pipeline waits for.
   *
   * <p>No logs: they hold what the tenant's users said, and a pipeline's output is read by many.
   */
  static List<PolicyRuleArgs> deployer() {
    return List.of(
        rule(CORE, WRITE, "configmaps", "services"),
        rule(CORE, READ, "events", "limitranges", "pods", "resourcequotas"),
        rule("apps", WRITE, "deployments", "statefulsets"),
        rule("apps", READ, "replicasets"),
        rule("autoscaling", WRITE, "horizontalpodautoscalers"),
        rule("batch", WRITE, "cronjobs", "jobs"),
        rule("policy", WRITE, "poddisruptionbudgets"));
  }

  private static PolicyRuleArgs rule(String apiGroup, List<String> verbs, String... resources) {
    return PolicyRuleArgs.builder().apiGroups(apiGroup).resources(resources).verbs(verbs).build();
  }
}
