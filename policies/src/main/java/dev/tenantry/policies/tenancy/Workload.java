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
  /** The kinds that a program declares; the rest come of these. */
  static final List<String> KINDS =
      List.of("Deployment", "StatefulSet", "DaemonSet", "Job", "CronJob");

  static Workload of(Resource resource) {
    String path =
        resource.kind().equals("CronJob") ? "spec.jobTemplate.spec.template" : "spec.template";
    Value template = resource.at(path);
    return new Workload(resource, template.at("metadata.labels"), template.at("spec"));
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

  /** What is known of the environment of its containers: items with name and value. */
  List<Value> variables() {
    return containers().stream().flatMap(one -> one.at("env").items().stream()).toList();
  }
}
