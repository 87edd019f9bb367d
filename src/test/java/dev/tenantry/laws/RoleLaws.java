package dev.tenantry.laws;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.naming.Names;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What no Role of a tenant may ever hold, judged on the rendered object alone. */
final class RoleLaws {
  /** Verbs that widen somebody's rights, or hit more than one object at once. */
  static final List<String> FORBIDDEN_VERBS =
      List.of("escalate", "bind", "impersonate", "deletecollection", "use", "approve", "sign");

  /**
   * Resources that no verb may touch: secrets, doors into pods, credentials, the cluster itself.
   */
  static final List<String> FORBIDDEN_RESOURCES =
      List.of(
          "secrets",
          "pods/exec",
          "pods/attach",
          "pods/portforward",
          "pods/ephemeralcontainers",
          "pods/proxy",
          "services/proxy",
          "serviceaccounts/token",
          "nodes",
          "nodes/proxy",
          "namespaces",
          "namespaces/finalize",
          "persistentvolumes",
          "users",
          "groups",
          "clusterroles",
          "clusterrolebindings",
          "certificatesigningrequests",
          "tokenreviews");

  /** Resources that may be read only: they close the Namespace, or lead traffic out of it. */
  static final List<String> READ_ONLY_RESOURCES =
      List.of(
          "roles",
          "rolebindings",
          "networkpolicies",
          "resourcequotas",
          "resourcequotas/status",
          "limitranges",
          "serviceaccounts",
          "endpoints",
          "endpointslices",
          "events",
          "pods/status",
          "ingresses",
          "daemonsets");

  /** Resources that hold a pod template: writing one runs an image of the writer's choice. */
  static final List<String> POD_TEMPLATES =
      List.of(
          "pods",
          "deployments",
          "statefulsets",
          "replicasets",
          "replicationcontrollers",
          "jobs",
          "cronjobs");

  static final List<String> READING_VERBS = List.of("get", "list", "watch");
  static final List<String> WRITING_VERBS = List.of("create", "update", "patch", "delete");

  private static final Set<String> TEMPLATE_WRITING_VERBS = Set.of("create", "update", "patch");

  private RoleLaws() {}

  enum Law {
    NO_WILDCARD,
    KNOWN_VERBS_ONLY,
    FORBIDDEN_RESOURCE,
    READ_ONLY_RESOURCE,
    ONLY_A_DEPLOYER_WRITES_POD_TEMPLATES,
    A_VIEWER_ONLY_READS,
    RESOURCES_BY_KIND_ONLY
  }

  /** The laws that a rendered Role breaks. */
  static Set<Law> broken(JsonNode role) {
    Set<Law> broken = EnumSet.noneOf(Law.class);
    String name = role.at("/metadata/name").asText();
    for (JsonNode rule : role.path("rules")) {
      List<String> verbs = texts(rule, "verbs");
      List<String> resources = texts(rule, "resources");
      List<String> groups = texts(rule, "apiGroups");
      if (List.of(verbs, resources, groups).toString().contains("*")) {
        broken.add(Law.NO_WILDCARD);
      }
      if (verbs.stream().anyMatch(verb -> !isReading(verb) && !WRITING_VERBS.contains(verb))) {
        broken.add(Law.KNOWN_VERBS_ONLY);
      }
      if (resources.stream().anyMatch(FORBIDDEN_RESOURCES::contains)) {
        broken.add(Law.FORBIDDEN_RESOURCE);
      }
      boolean writes = !verbs.stream().allMatch(RoleLaws::isReading);
      if (writes && resources.stream().anyMatch(READ_ONLY_RESOURCES::contains)) {
        broken.add(Law.READ_ONLY_RESOURCE);
      }
      if (writes && name.equals(Names.VIEWER)) {
        broken.add(Law.A_VIEWER_ONLY_READS);
      }
      boolean runs =
          verbs.stream().anyMatch(TEMPLATE_WRITING_VERBS::contains)
              && resources.stream().anyMatch(POD_TEMPLATES::contains);
      if (runs && !name.equals(Names.DEPLOYER)) {
        broken.add(Law.ONLY_A_DEPLOYER_WRITES_POD_TEMPLATES);
      }
      // Names and addresses are blind spots of `kubectl auth can-i`: nobody would find such a
      // grant.
      if (rule.has("resourceNames") || rule.has("nonResourceURLs")) {
        broken.add(Law.RESOURCES_BY_KIND_ONLY);
      }
    }
    return broken;
  }

  private static boolean isReading(String verb) {
    return READING_VERBS.contains(verb);
  }

  private static List<String> texts(JsonNode rule, String key) {
    List<String> texts = new ArrayList<>();
    rule.path(key).forEach(text -> texts.add(text.asText()));
    return texts;
  }
}
