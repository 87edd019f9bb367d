package dev.tenantry.local.providers.kubernetes;

import dev.tenantry.local.providers.protocol.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** When an object counts as ready, by kind. Kinds that are not listed are ready once stored. */
final class Readiness {
  private static final Map<String, Function<Map<String, Object>, List<String>>> RULES =
      Map.ofEntries(
          Map.entry("v1/Namespace", live -> phase(live, "Active")),
          Map.entry("v1/Pod", Readiness::pod),
          Map.entry("v1/PersistentVolume", live -> phase(live, "Available", "Bound")),
          Map.entry("v1/ReplicationController", Readiness::replicas),
          Map.entry("v1/ResourceQuota", Readiness::quota),
          Map.entry("apps/v1/ReplicaSet", Readiness::replicas),
          Map.entry("apps/v1/Deployment", Readiness::deployment),
          Map.entry("apps/v1/StatefulSet", Readiness::statefulSet),
          Map.entry("apps/v1/DaemonSet", Readiness::daemonSet),
          Map.entry("batch/v1/Job", live -> conditions(live, "Complete")),
          Map.entry(
              "apiextensions.k8s.io/v1/CustomResourceDefinition",
              live -> conditions(live, "NamesAccepted", "Established")),
          Map.entry("apiregistration.k8s.io/v1/APIService", live -> conditions(live, "Available")));

  private Readiness() {}

  /** What is missing until the object is ready; empty when it is. */
  static List<String> missing(TypeToken token, Map<String, Object> live) {
    return RULES
        .getOrDefault(token.apiVersion() + "/" + token.kind(), any -> List.of())
        .apply(live);
  }

  /** True when waiting longer cannot help. */
  static boolean isHopeless(TypeToken token, Map<String, Object> live) {
    return switch (token.kind()) {
      case "Job" -> isTrue(live, "Failed");
      case "Pod" -> Tree.text(live, "status", "phase").equals("Failed");
      default -> false;
    };
  }

  private static List<String> phase(Map<String, Object> live, String... ready) {
    String phase = Tree.text(live, "status", "phase");
    return List.of(ready).contains(phase)
        ? List.of()
        : List.of("phase is " + (phase.isEmpty() ? "not set" : phase));
  }

  private static List<String> pod(Map<String, Object> live) {
    return Tree.text(live, "status", "phase").equals("Succeeded")
        ? List.of()
        : conditions(live, "Ready");
  }

  private static List<String> quota(Map<String, Object> live) {
    Map<String, Object> wanted = Tree.map(live, "spec", "hard");
    Map<String, Object> taken = Tree.map(live, "status", "hard");
    return wanted.equals(taken) ? List.of() : List.of("the quota controller has not counted yet");
  }

  private static List<String> replicas(Map<String, Object> live) {
    long wanted = Tree.number(live, 1, "spec", "replicas");
    return observed(live, counts(live, wanted, "replicas", "readyReplicas"));
  }

  private static List<String> deployment(Map<String, Object> live) {
    long wanted = Tree.number(live, 1, "spec", "replicas");
    List<String> missing = counts(live, wanted, "replicas", "updatedReplicas", "availableReplicas");
    return observed(live, missing);
  }

  private static List<String> statefulSet(Map<String, Object> live) {
    long wanted = Tree.number(live, 1, "spec", "replicas");
    boolean rolling =
        !Tree.text(live, "spec", "updateStrategy", "type").equals("OnDelete")
            && Tree.number(live, 0, "spec", "updateStrategy", "rollingUpdate", "partition") == 0;
    List<String> missing =
        rolling
            ? counts(live, wanted, "readyReplicas", "updatedReplicas")
            : counts(live, wanted, "readyReplicas");
    return observed(live, missing);
  }

  private static List<String> daemonSet(Map<String, Object> live) {
    long wanted = Tree.number(live, 0, "status", "desiredNumberScheduled");
    boolean rolling = !Tree.text(live, "spec", "updateStrategy", "type").equals("OnDelete");
    List<String> missing =
        rolling
            ? counts(live, wanted, "numberAvailable", "updatedNumberScheduled")
            : counts(live, wanted, "numberAvailable");
    return observed(live, missing);
  }

  private static List<String> counts(Map<String, Object> live, long wanted, String... fields) {
    List<String> missing = new ArrayList<>();
    for (String field : fields) {
      long actual = Tree.number(live, 0, "status", field);
      if (actual != wanted) {
        missing.add(field + " is " + actual + " of " + wanted);
      }
    }
    return missing;
  }

  /** A status of an older generation says nothing about this one. */
  private static List<String> observed(Map<String, Object> live, List<String> missing) {
    long generation = Tree.number(live, 0, "metadata", "generation");
    if (Tree.number(live, 0, "status", "observedGeneration") < generation) {
      return List.of("the controller has not seen generation " + generation);
    }
    if (missing.isEmpty()) {
      return missing;
    }
    List<String> reasons = new ArrayList<>(missing);
    for (Object condition : Tree.list(live, "status", "conditions")) {
      boolean failure = Tree.text(condition, "type").endsWith("Failure");
      if (Tree.text(condition, "status").equals(failure ? "True" : "False")) {
        reasons.add(sentence(condition));
      }
    }
    return reasons;
  }

  private static List<String> conditions(Map<String, Object> live, String... wanted) {
    List<String> missing = new ArrayList<>();
    for (String type : wanted) {
      if (!isTrue(live, type)) {
        missing.add("condition " + type + " is not True");
      }
    }
    if (!missing.isEmpty()) {
      Tree.list(live, "status", "conditions").stream()
          .filter(condition -> !Tree.text(condition, "message").isEmpty())
          .forEach(condition -> missing.add(sentence(condition)));
    }
    return missing;
  }

  private static boolean isTrue(Map<String, Object> live, String type) {
    return Tree.list(live, "status", "conditions").stream()
        .anyMatch(
            condition ->
                Tree.text(condition, "type").equals(type)
                    && Tree.text(condition, "status").equals("True"));
  }

  private static String sentence(Object condition) {
    return "[%s] %s: %s"
        .formatted(
            Tree.text(condition, "type"),
            Tree.text(condition, "reason"),
            Tree.text(condition, "message"));
  }
}
