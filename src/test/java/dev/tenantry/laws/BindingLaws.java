package dev.tenantry.laws;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Who may be bound to what in a stack, judged on all rendered bindings together. */
final class BindingLaws {
  private BindingLaws() {}

  enum Law {
    A_TENANTS_ROLE_ONLY,
    NO_GROUP_OF_KUBERNETES,
    NO_FOREIGN_ACCOUNT,
    NO_ACCOUNT_OF_A_TENANT,
    NO_SINGLE_USER,
    NO_GROUP_IN_TWO_TENANTS,
    NO_TENANT_AT_CLUSTER_SCOPE
  }

  /**
   * The laws that a stack breaks.
   *
   * @param namespaces the tenants' Namespaces
   * @param bindings every RoleBinding
   * @param clusterBindings every ClusterRoleBinding
   */
  static Set<Law> broken(
      Set<String> namespaces, Collection<JsonNode> bindings, Collection<JsonNode> clusterBindings) {
    Set<Law> broken = EnumSet.noneOf(Law.class);
    Map<String, String> namespaceOfGroup = new HashMap<>();
    for (JsonNode binding : bindings) {
      String namespace = binding.at("/metadata/namespace").asText();
      // A ClusterRole's rules may be widened by anybody who may label another ClusterRole.
      if (!binding.at("/roleRef/kind").asText().equals("Role")) {
        broken.add(Law.A_TENANTS_ROLE_ONLY);
      }
      for (JsonNode subject : binding.path("subjects")) {
        addBroken(subject, namespace, namespaces, broken);
        if (isKind(subject, "Group")) {
          String other = namespaceOfGroup.putIfAbsent(name(subject), namespace);
          if (other != null && !other.equals(namespace)) {
            broken.add(Law.NO_GROUP_IN_TWO_TENANTS);
          }
        }
      }
    }
    for (JsonNode subject : subjects(clusterBindings)) {
      boolean ours =
          isKind(subject, "Group") && namespaceOfGroup.containsKey(name(subject))
              || isKind(subject, "ServiceAccount")
                  && namespaces.contains(subject.path("namespace").asText());
      if (ours) {
        broken.add(Law.NO_TENANT_AT_CLUSTER_SCOPE);
      }
      if (isOfKubernetes(subject)) {
        broken.add(Law.NO_GROUP_OF_KUBERNETES);
      }
    }
    return broken;
  }

  private static void addBroken(
      JsonNode subject, String namespace, Set<String> namespaces, Set<Law> broken) {
    if (isOfKubernetes(subject)) {
      broken.add(Law.NO_GROUP_OF_KUBERNETES);
    }
    // People come and go; a group is where somebody takes them out again.
    if (isKind(subject, "User")) {
      broken.add(Law.NO_SINGLE_USER);
    }
    if (isKind(subject, "ServiceAccount")) {
      if (!subject.path("namespace").asText().equals(namespace)) {
        broken.add(Law.NO_FOREIGN_ACCOUNT);
      }
      if (namespaces.contains(subject.path("namespace").asText())) {
        broken.add(Law.NO_ACCOUNT_OF_A_TENANT);
      }
    }
  }

  private static Set<JsonNode> subjects(Collection<JsonNode> bindings) {
    return bindings.stream()
        .flatMap(one -> StreamSupport.stream(one.path("subjects").spliterator(), false))
        .collect(Collectors.toSet());
  }

  private static boolean isOfKubernetes(JsonNode subject) {
    return isKind(subject, "Group") && name(subject).startsWith("system:");
  }

  private static boolean isKind(JsonNode subject, String kind) {
    return subject.path("kind").asText().equals(kind);
  }

  private static String name(JsonNode subject) {
    return subject.path("name").asText();
  }
}
