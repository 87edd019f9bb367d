package dev.tenantry.prove;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Every way to remove or widen one thing in one policy of a stack. */
final class Mutants {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A stack with one change. */
  record Mutant(String change, List<Map<String, Object>> objects) {}

  private final List<Map<String, Object>> objects;
  private final List<Mutant> mutants = new ArrayList<>();
  private int current;

  private Mutants(List<Map<String, Object>> objects) {
    this.objects = objects;
  }

  /** The mutants of those policies that {@code wanted} takes. */
  static List<Mutant> of(List<Map<String, Object>> objects, Predicate<Map<String, Object>> wanted) {
    Mutants all = new Mutants(objects);
    for (all.current = 0; all.current < objects.size(); all.current++) {
      Map<String, Object> object = objects.get(all.current);
      if (String.valueOf(object.get("kind")).endsWith("NetworkPolicy") && wanted.test(object)) {
        all.ofPolicy();
      }
    }
    return all.mutants;
  }

  private void ofPolicy() {
    List<Map<String, Object>> without = new ArrayList<>(objects);
    Map<String, Object> dropped = without.remove(current);
    mutants.add(new Mutant(dropped.get("metadata") + " dropped", without));
    JsonNode policy = JSON.valueToTree(dropped);
    selector("/spec/podSelector", policy);
    for (int type = 0; type < policy.at("/spec/policyTypes").size(); type++) {
      removeItem("/spec/policyTypes", type);
    }
    direction(policy, "ingress", "from");
    direction(policy, "egress", "to");
  }

  private void direction(JsonNode policy, String direction, String peers) {
    boolean byHost = policy.path("kind").asText().startsWith("FQDN");
    if (!byHost) {
      // An empty rule opens everything.
      edit(direction + " rule {} added", "/spec", spec -> spec.withArray(direction).addObject());
    }
    String rules = "/spec/" + direction;
    for (int index = 0; index < policy.at(rules).size(); index++) {
      String rule = rules + "/" + index;
      removeItem(rules, index);
      remove(rule, "ports", policy);
      ports(rule + "/ports", policy);
      if (byHost) {
        hosts(rule + "/matches", policy);
      } else {
        remove(rule, peers, policy);
        peers(rule, peers, policy);
      }
    }
  }

  private void hosts(String matches, JsonNode policy) {
    for (int index = 0; index < policy.at(matches).size(); index++) {
      removeItem(matches, index);
      edit("any host", matches + "/" + index, host -> host.removeAll().put("pattern", "*"));
    }
  }

  private void ports(String ports, JsonNode policy) {
    for (int index = 0; index < policy.at(ports).size(); index++) {
      String port = ports + "/" + index;
      removeItem(ports, index);
      remove(port, "port", policy);
      remove(port, "protocol", policy);
      if (policy.at(port + "/port").isNumber()) {
        edit("endPort added", port, entry -> entry.put("endPort", 65_535));
      }
    }
  }

  private void peers(String rule, String field, JsonNode policy) {
    String peers = rule + "/" + field;
    edit("any pod here added", rule, r -> r.withArray(field).addObject().putObject("podSelector"));
    edit(
        "any Namespace added",
        rule,
        r -> r.withArray(field).addObject().putObject("namespaceSelector"));
    for (String block : List.of("0.0.0.0/0", "::/0", "169.254.169.252/32", "10.0.0.0/8")) {
      edit(
          block + " added",
          rule,
          r -> r.withArray(field).addObject().putObject("ipBlock").put("cidr", block));
    }
    for (int index = 0; index < policy.at(peers).size(); index++) {
      String peer = peers + "/" + index;
      removeItem(peers, index);
      if (policy.at(peer).size() > 1) {
        remove(peer, "podSelector", policy);
        remove(peer, "namespaceSelector", policy);
      }
      selector(peer + "/podSelector", policy);
      selector(peer + "/namespaceSelector", policy);
      if (policy.at(peer).has("ipBlock")) {
        block(peer + "/ipBlock", policy);
      }
    }
  }

  private void block(String block, JsonNode policy) {
    remove(block, "except", policy);
    String[] cidr = policy.at(block + "/cidr").asText().split("/");
    int length = Integer.parseInt(cidr[1]);
    for (int wider : List.of(0, 8, 16, length - 1)) {
      if (wider >= 0 && wider < length) {
        edit("widened to /" + wider, block, b -> b.put("cidr", cidr[0] + "/" + wider));
      }
    }
  }

  private void selector(String selector, JsonNode policy) {
    if (policy.at(selector).isEmpty()) {
      return;
    }
    edit("emptied", selector, ObjectNode::removeAll);
    policy
        .at(selector + "/matchLabels")
        .fieldNames()
        .forEachRemaining(
            key -> edit(key + " dropped", selector + "/matchLabels", labels -> labels.remove(key)));
    for (int index = 0; index < policy.at(selector + "/matchExpressions").size(); index++) {
      removeItem(selector + "/matchExpressions", index);
    }
  }

  private void remove(String parent, String field, JsonNode policy) {
    if (policy.at(parent).has(field)) {
      edit(field + " dropped", parent, node -> node.remove(field));
    }
  }

  private void removeItem(String list, int index) {
    ObjectNode policy = JSON.valueToTree(objects.get(current));
    ((ArrayNode) policy.at(list)).remove(index);
    add(list + "/" + index + " dropped", policy);
  }

  private void edit(String change, String pointer, Consumer<ObjectNode> edit) {
    ObjectNode policy = JSON.valueToTree(objects.get(current));
    edit.accept((ObjectNode) policy.at(pointer));
    add(pointer + ": " + change, policy);
  }

  private void add(String change, ObjectNode policy) {
    List<Map<String, Object>> changed = new ArrayList<>(objects);
    changed.set(current, JSON.convertValue(policy, new TypeReference<>() {}));
    String name =
        policy.at("/metadata/namespace").asText() + "/" + policy.at("/metadata/name").asText();
    mutants.add(new Mutant(name + " " + change, changed));
  }
}
