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
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

  /**
   * The same of kinds that others define, {@code []} for every item of a list. Any of them may be
   * left out: a Rollout can name a Deployment instead, and only Knative's Service has one.
   */
  private static final Map<String, List<String>> OF_OTHERS =
      Map.of(
          "Sandbox", List.of("spec.podTemplate"),
          "SandboxTemplate", List.of("spec.podTemplate"),
          "Rollout", List.of("spec.template"),
          "Service", List.of("spec.template"),
          "LeaderWorkerSet",
              List.of(
                  "spec.leaderWorkerTemplate.leaderTemplate",
                  "spec.leaderWorkerTemplate.workerTemplate"),
          "JobSet", List.of("spec.replicatedJobs[].template.spec.template"),
          "RayCluster", List.of("spec.headGroupSpec.template", "spec.workerGroupSpecs[].template"),
          "RayService",
              List.of(
                  "spec.rayClusterConfig.headGroupSpec.template",
                  "spec.rayClusterConfig.workerGroupSpecs[].template"),
          "RayJob",
              List.of(
                  "spec.submitterPodTemplate",
                  "spec.rayClusterSpec.headGroupSpec.template",
                  "spec.rayClusterSpec.workerGroupSpecs[].template"));

  private static final String EACH = "[]";

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

  /** Of an object that pods come of, most often one; none of any other. */
  static List<PodTemplate> of(Resource object) {
    String path = PATHS.get(object.kind());
    Stream<Value> templates =
        path != null
            ? Stream.of(path.isEmpty() ? object.properties() : object.at(path))
            : OF_OTHERS.getOrDefault(object.kind(), List.of()).stream()
                .flatMap(one -> at(object.properties(), one))
                .filter(Value::isPresent);
    return templates
        .map(at -> new PodTemplate(object, at.field("metadata"), at.field("spec")))
        .toList();
  }

  /** Whether it is of a kind whose pods are found, if it has some. */
  static boolean isKnown(Resource object) {
    return PATHS.containsKey(object.kind()) || OF_OTHERS.containsKey(object.kind());
  }

  private static Stream<Value> at(Value value, String path) {
    int each = path.indexOf(EACH);
    if (each < 0) {
      return Stream.of(value.at(path));
    }
    String rest = path.substring(each + EACH.length() + 1);
    return value.at(path.substring(0, each)).items().stream().flatMap(item -> at(item, rest));
  }

  /** A rule on the pods of every kind of workload. */
  static ResourceRule rule(RuleInfo info, Check check) {
    return new ResourceRule(
        info,
        PodTemplate::isKnown,
        (one, findings) -> of(one).forEach(pod -> check.look(pod, findings)));
  }

  /**
   * Adds one value to the pods' spec; none to pods within a list, where a remedy does not reach.
   *
   * @param path below the spec, of maps only
   * @param fits whether nobody can have meant its absence
   */
  static Remedy remedy(String path, Object value, Predicate<PodTemplate> fits) {
    return owner ->
        of(owner).stream()
            .filter(fits)
            .map(pod -> pod.spec().path())
            .filter(spec -> !spec.contains("["))
            .collect(Collectors.toMap(spec -> spec + "." + path, spec -> value));
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
