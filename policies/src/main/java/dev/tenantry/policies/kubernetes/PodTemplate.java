package dev.tenantry.policies.kubernetes;

import dev.tenantry.policies.Answer;
import dev.tenantry.policies.Findings;
import dev.tenantry.policies.Remedy;
import dev.tenantry.policies.Resource;
import dev.tenantry.policies.ResourceRule;
import dev.tenantry.policies.RuleInfo;
import dev.tenantry.policies.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What an object says of the pods that come of it: the Pod itself, or the template of a workload.
 *
 * @param owner the object
 * @param metadata the pods' metadata
 * @param spec the pods' spec
 */
record PodTemplate(Resource owner, Value metadata, Value spec) {
  /** Where each kind keeps its pods' template; of KEDA, ScaledJob. */
  private static final Map<String, String> PATHS =
      Map.ofEntries(
          Map.entry("Pod", ""),
          Map.entry("Deployment", "spec.template"),
          Map.entry("StatefulSet", "spec.template"),
          Map.entry("DaemonSet", "spec.template"),
          Map.entry("ReplicaSet", "spec.template"),
          Map.entry("ReplicationController", "spec.template"),
          Map.entry("PodTemplate", "template"),
          Map.entry("Job", "spec.template"),
          Map.entry("CronJob", "spec.jobTemplate.spec.template"),
          Map.entry("ScaledJob", "spec.jobTargetRef.template"));

  private static final List<String> CONTAINERS =
      List.of("initContainers", "containers", "ephemeralContainers");

  /** Looks at the pods of one object. */
  @FunctionalInterface
  interface Check {
    /** Reports what is wrong with them. */
    void look(PodTemplate pod, Findings findings);
  }

  /** Looks at one container of whatever list. */
  @FunctionalInterface
  interface ContainerCheck {
    /** Reports what is wrong with it. */
    void look(PodTemplate pod, Value container, Findings findings);
  }

  /** Of an object that pods come of; empty for any other. */
  static Optional<PodTemplate> of(Resource object) {
    return Optional.ofNullable(PATHS.get(object.kind()))
        .map(path -> path.isEmpty() ? object.properties() : object.at(path))
        .map(at -> new PodTemplate(object, at.field("metadata"), at.field("spec")));
  }

  /** A rule on the pods of every kind of workload. */
  static ResourceRule rule(RuleInfo info, Check check) {
    return new ResourceRule(
        info,
        one -> PATHS.containsKey(one.kind()),
        (one, findings) -> of(one).ifPresent(pod -> check.look(pod, findings)));
  }

  /**
   * Adds one value to the pods' spec.
   *
   * @param path below the spec, of maps only
   * @param fits whether nobody can have meant its absence
   */
  static Remedy remedy(String path, Object value, Predicate<PodTemplate> fits) {
    return owner ->
        of(owner)
            .filter(fits)
            .map(pod -> Map.of(pod.spec().path() + "." + path, value))
            .orElseGet(Map::of);
  }

  /** A rule on every container of every kind of workload. */
  static ResourceRule containerRule(RuleInfo info, ContainerCheck check) {
    return rule(
        info,
        (pod, findings) ->
            pod.containers().forEach(container -> check.look(pod, container, findings)));
  }

  /** All that is known of its containers: first ones, main ones, those that join later. */
  List<Value> containers() {
    List<Value> all = new ArrayList<>();
    CONTAINERS.forEach(list -> all.addAll(spec.field(list).items()));
    return all;
  }

  /** The containers that run as long as the pod does: main ones, and first ones that restart. */
  List<Value> lasting() {
    List<Value> lasting = new ArrayList<>(spec.field("containers").items());
    for (Value first : spec.field("initContainers").items()) {
      if (first.field("restartPolicy").is("Always") == Answer.YES) {
        lasting.add(first);
      }
    }
    return lasting;
  }

  /** A field of a container's security context; the pod's own where the container has none. */
  Value secured(Value container, String path) {
    Value own = container.at("securityContext." + path);
    return own.isAbsent() ? spec.at("securityContext." + path) : own;
  }

  /** A label of the pods. */
  Value label(String key) {
    return metadata.field("labels").field(key);
  }
}
