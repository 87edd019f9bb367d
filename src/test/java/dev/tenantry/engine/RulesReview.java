package dev.tenantry.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import java.util.TreeSet;

/** All rules that a subject has in a Namespace, as {@code kubectl auth can-i --list} asks. */
final class RulesReview {
  private static final ObjectMapper JSON = new ObjectMapper();

  private RulesReview() {}

  /** One text per API group, resource, verb and list of object names. */
  static Set<String> of(ApiServer server, Subject subject, String namespace) {
    ObjectNode review = JSON.createObjectNode();
    review.put("apiVersion", "authorization.k8s.io/v1").put("kind", "SelfSubjectRulesReview");
    review.putObject("spec").put("namespace", namespace);
    String path = "/apis/authorization.k8s.io/v1/selfsubjectrulesreviews";
    return flat(server.as(subject).post(path, review).at("/status/resourceRules"));
  }

  /** As {@link #of}, of the rules of a Role. */
  static Set<String> flat(JsonNode rules) {
    Set<String> flat = new TreeSet<>();
    for (JsonNode rule : rules) {
      for (JsonNode group : rule.path("apiGroups")) {
        for (JsonNode resource : rule.path("resources")) {
          for (JsonNode verb : rule.path("verbs")) {
            String names = rule.path("resourceNames").toString();
            flat.add(group.asText() + "/" + resource.asText() + " " + verb.asText() + names);
          }
        }
      }
    }
    return flat;
  }
}
