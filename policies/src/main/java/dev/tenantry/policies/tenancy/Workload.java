package dev.tenantry.policies.tenancy;

import dev.tenantry.policies.Resource;
import dev.tenantry.policies.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * What runs pods, and what it says of them.
 *
 * @param resource the object
 * @param labels the pods' labels
 * @param pod the pods' spec
 */
record Workload(Resource resource, Value labels, Value pod) {
  /** A pod that nothing made: it is its own template. */
  private static final String POD = "Pod";

  /** The kinds that run pods; whoever declares a pod itself, or a ReplicaSet, is seen as well. */
  static final List<String> KINDS =
      List.of(
          "Deployment",
          "StatefulSet",
          "DaemonSet",
          "Job",
          "CronJob",
          "ScaledJob",
          "ReplicaSet",
          "ReplicationController",
          POD);

  static Workload of(Resource resource) {
    Value template =
        switch (resource.kind()) {
          case POD -> resource.properties();
          case "CronJob" -> resource.at("spec.jobTemplate.spec.template");
          case "ScaledJob" -> resource.at("spec.jobTargetRef.template");
          default -> resource.at("spec.template");
        };
    return new Workload(resource, template.at("metadata.labels"), template.at("spec"));
  }

  /** Whether its pods have labels of their own, besides the object's. */
  boolean hasTemplate() {
    return !resource.kind().equals(POD);
  }

  /** The Namespace it lies in. */
  Value namespace() {
    return resource.at("metadata.namespace");
  }

  /** What is known of its containers, first ones included. */
  List<Value> containers() {
    List<Value> all = new ArrayList<>(pod.at("initContainers").items());
    all.addAll(pod.at("containers").items());
    return all;
  }
}
