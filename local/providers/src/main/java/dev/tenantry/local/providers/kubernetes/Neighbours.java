package dev.tenantry.local.providers.kubernetes;

import dev.tenantry.local.providers.protocol.Tree;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Readiness that other objects decide: endpoints of a Service, class of a claim, pods. */
final class Neighbours {
  private static final int PODS_SHOWN = 5;

  private final ApiServer server;

  Neighbours(ApiServer server) {
    this.server = server;
  }

  /** What is missing outside the object itself; empty when nothing is. */
  List<String> missing(TypeToken token, Map<String, Object> live) {
    if (!token.apiVersion().equals("v1")) {
      return List.of();
    }
    return switch (token.kind()) {
      case "Service" -> service(live);
      case "PersistentVolumeClaim" -> claim(live);
      default -> List.of();
    };
  }

  private List<String> service(Map<String, Object> live) {
    String type = Tree.text(live, "spec", "type");
    if (type.equals("LoadBalancer")
        && Tree.list(live, "status", "loadBalancer", "ingress").isEmpty()) {
      return List.of("the load balancer has no address yet");
    }
    boolean hasTargets =
        !type.equals("ExternalName")
            && !Tree.text(live, "spec", "clusterIP").equals("None")
            && !Tree.map(live, "spec", "selector").isEmpty();
    return hasTargets && !hasReadyEndpoint(live)
        ? List.of(
            "no ready Pod is behind it; .spec.selector may match none"
                + " (annotation pulumi.com/skipAwait: \"true\" does not wait for one)")
        : List.of();
  }

  private boolean hasReadyEndpoint(Map<String, Object> live) {
    String path =
        "/apis/discovery.k8s.io/v1/namespaces/"
            + Tree.text(live, "metadata", "namespace")
            + "/endpointslices?labelSelector=kubernetes.io%2Fservice-name%3D"
            + Tree.text(live, "metadata", "name");
    return items(path, "list EndpointSlices").stream()
        .flatMap(slice -> Tree.list(slice, "endpoints").stream())
        .anyMatch(
            endpoint ->
                Tree.find(endpoint, "conditions", "ready").equals(Optional.of(Boolean.TRUE)));
  }

  private List<String> claim(Map<String, Object> live) {
    if (Tree.text(live, "status", "phase").equals("Bound") || waitsForConsumer(live)) {
      return List.of();
    }
    return List.of("phase is " + Tree.text(live, "status", "phase"));
  }

  /** Such a claim is bound only when a Pod uses it, which may come later in the same program. */
  private boolean waitsForConsumer(Map<String, Object> live) {
    String storageClass = Tree.text(live, "spec", "storageClassName");
    if (storageClass.isEmpty()) {
      return false;
    }
    return server
        .get("/apis/storage.k8s.io/v1/storageclasses/" + storageClass, "get StorageClass")
        .filter(found -> Tree.text(found, "volumeBindingMode").equals("WaitForFirstConsumer"))
        .isPresent();
  }

  /** What the pods of a workload say, for the reasons of a failed wait. */
  List<String> pods(Map<String, Object> live) {
    Map<String, Object> labels = Tree.map(live, "spec", "selector", "matchLabels");
    if (labels.isEmpty()) {
      return List.of();
    }
    String selector =
        String.join(
            ",", labels.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList());
    String path =
        "/api/v1/namespaces/"
            + Tree.text(live, "metadata", "namespace")
            + "/pods?limit=50&labelSelector="
            + URLEncoder.encode(selector, StandardCharsets.UTF_8);
    List<String> said = new ArrayList<>();
    for (Object pod : items(path, "list Pods")) {
      said.addAll(podReasons(pod));
    }
    return said.stream().distinct().limit(PODS_SHOWN).toList();
  }

  private static List<String> podReasons(Object pod) {
    List<String> said = new ArrayList<>();
    String name = Tree.text(pod, "metadata", "name");
    for (Object container : Tree.list(pod, "status", "containerStatuses")) {
      String reason = Tree.text(container, "state", "waiting", "reason");
      if (!reason.isEmpty()) {
        String message = Tree.text(container, "state", "waiting", "message");
        said.add("[Pod %s] %s: %s".formatted(name, reason, message));
      }
    }
    for (Object condition : Tree.list(pod, "status", "conditions")) {
      String message = Tree.text(condition, "message");
      if (Tree.text(condition, "status").equals("False") && !message.isEmpty()) {
        said.add("[Pod %s] %s: %s".formatted(name, Tree.text(condition, "reason"), message));
      }
    }
    return said;
  }

  private List<Object> items(String path, String action) {
    return server.get(path, action).map(answer -> Tree.list(answer, "items")).orElse(List.of());
  }
}
