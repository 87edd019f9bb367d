package dev.tenantry.prove;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads policies from Kubernetes objects and refuses what it cannot judge. */
public final class PolicyReader {
  private static final String STANDARD = "networking.k8s.io/v1";
  private static final String BY_HOST = "networking.gke.io/v1alpha1";

  /** Kinds that decide on traffic are called so in every API group that has any. */
  private static final String KIND_SUFFIX = "NetworkPolicy";

  private PolicyReader() {}

  /**
   * All policies among objects.
   *
   * @param objects Kubernetes objects of any kind, as maps
   * @throws IllegalArgumentException if one decides on traffic in a way that cannot be judged here
   */
  public static List<Policy> read(List<Map<String, Object>> objects) {
    List<Policy> policies = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Map<String, Object> object : objects) {
      String kind = String.valueOf(object.get("kind"));
      if (kind.endsWith(KIND_SUFFIX)) {
        Policy policy = read(kind, object);
        if (!names.add(kind + " " + policy)) {
          throw new IllegalArgumentException(kind + " " + policy + " is declared twice");
        }
        policies.add(policy);
      }
    }
    return policies;
  }

  private static Policy read(String kind, Map<String, Object> object) {
    Tree metadata = Tree.of(kind, object.get("metadata"));
    String name = metadata.text("name", "");
    String namespace = metadata.text("namespace", "default");
    String where = kind + " " + namespace + "/" + name;
    String version = String.valueOf(object.get("apiVersion"));
    Tree spec = Tree.of(where, object.getOrDefault("spec", Map.of()));
    if (kind.equals("NetworkPolicy") && version.equals(STANDARD)) {
      return standard(namespace, name, spec);
    }
    if (kind.equals("FQDNNetworkPolicy") && version.equals(BY_HOST)) {
      return byHost(namespace, name, spec);
    }
    throw new IllegalArgumentException(where + ": cannot judge " + version);
  }

  private static Policy standard(String namespace, String name, Tree spec) {
    spec.only("podSelector", "policyTypes", "ingress", "egress");
    List<String> types = spec.texts("policyTypes");
    if (!Set.of("Ingress", "Egress").containsAll(types)) {
      throw spec.refused("unknown policyTypes " + types);
    }
    boolean ingress = types.isEmpty() || types.contains("Ingress");
    boolean egress = types.isEmpty() ? !spec.trees("egress").isEmpty() : types.contains("Egress");
    return new Policy(
        namespace,
        name,
        selector(spec.tree("podSelector")),
        ingress,
        egress,
        ingress ? rules(spec, "ingress", "from") : List.of(),
        egress ? rules(spec, "egress", "to") : List.of(),
        Collections.emptySortedMap());
  }

  private static Policy byHost(String namespace, String name, Tree spec) {
    spec.only("podSelector", "egress");
    SortedMap<String, PortSet> hosts = new TreeMap<>();
    for (Tree rule : spec.trees("egress")) {
      rule.only("matches", "ports");
      PortSet ports = new PolicyRule(List.of(new Peer.Anyone()), ports(rule)).numbers();
      for (Tree match : rule.trees("matches")) {
        match.only("name", "pattern");
        String host = match.has("name") ? match.text("name", "") : match.text("pattern", "");
        hosts.merge(host.toLowerCase(Locale.ROOT), ports, PortSet::or);
      }
    }
    Selector pods = selector(spec.tree("podSelector"));
    return new Policy(
        namespace,
        name,
        pods,
        false,
        false,
        List.of(),
        List.of(),
        Collections.unmodifiableSortedMap(hosts));
  }

  private static List<PolicyRule> rules(Tree spec, String direction, String peers) {
    List<PolicyRule> rules = new ArrayList<>();
    for (Tree rule : spec.trees(direction)) {
      rule.only(peers, "ports");
      List<Peer> who = rule.trees(peers).stream().map(PolicyReader::peer).toList();
      // An empty list says the same as an absent one: everyone.
      rules.add(new PolicyRule(who.isEmpty() ? List.of(new Peer.Anyone()) : who, ports(rule)));
    }
    return rules;
  }

  private static Peer peer(Tree peer) {
    peer.only("podSelector", "namespaceSelector", "ipBlock");
    boolean pods = peer.has("podSelector");
    boolean namespaces = peer.has("namespaceSelector");
    if (peer.has("ipBlock") == (pods || namespaces)) {
      throw peer.refused("needs either an ipBlock or selectors");
    }
    if (peer.has("ipBlock")) {
      return block(peer.tree("ipBlock").only("cidr", "except"));
    }
    // An absent podSelector next to a namespaceSelector means every pod there.
    Selector which = selector(peer.tree("podSelector"));
    return namespaces
        ? new Peer.Pods(selector(peer.tree("namespaceSelector")), which)
        : new Peer.OwnPods(which);
  }

  private static Peer block(Tree block) {
    Addresses all = Addresses.of(block.text("cidr", ""));
    Addresses except = Addresses.of(block.texts("except").toArray(String[]::new));
    return new Peer.Block(all.minus(except));
  }

  private static List<PolicyRule.Port> ports(Tree rule) {
    List<PolicyRule.Port> ports = new ArrayList<>();
    for (Tree port : rule.trees("ports")) {
      ports.add(port(port.only("protocol", "port", "endPort")));
    }
    if (ports.isEmpty()) {
      for (Protocol protocol : Protocol.values()) {
        ports.add(PolicyRule.Port.range(protocol, 1, PortSet.LAST));
      }
    }
    return ports;
  }

  private static PolicyRule.Port port(Tree port) {
    Protocol protocol = Protocol.valueOf(port.text("protocol", "TCP"));
    if (port.get("port") instanceof Number first) {
      Object last = port.has("endPort") ? port.get("endPort") : first;
      return PolicyRule.Port.range(protocol, first.intValue(), ((Number) last).intValue());
    }
    if (port.has("endPort")) {
      throw port.refused("endPort needs a port that is a number");
    }
    return port.has("port")
        ? PolicyRule.Port.named(protocol, port.text("port", ""))
        : PolicyRule.Port.range(protocol, 1, PortSet.LAST);
  }

  private static Selector selector(Tree selector) {
    selector.only("matchLabels", "matchExpressions");
    List<Selector.Requirement> requirements = new ArrayList<>();
    selector
        .labels("matchLabels")
        .forEach(
            (key, value) ->
                requirements.add(
                    new Selector.Requirement(key, Selector.Operator.IN, List.of(value))));
    for (Tree expression : selector.trees("matchExpressions")) {
      expression.only("key", "operator", "values");
      requirements.add(
          new Selector.Requirement(
              expression.text("key", ""), operator(expression), expression.texts("values")));
    }
    return new Selector(requirements);
  }

  private static Selector.Operator operator(Tree expression) {
    String operator = expression.text("operator", "");
    return switch (operator) {
      case "In" -> Selector.Operator.IN;
      case "NotIn" -> Selector.Operator.NOT_IN;
      case "Exists" -> Selector.Operator.EXISTS;
      case "DoesNotExist" -> Selector.Operator.DOES_NOT_EXIST;
      default -> throw expression.refused("unknown operator " + operator);
    };
  }
}
