package dev.tenantry.prove;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

/** Random clusters and policies, small enough that rules, pods and addresses often meet. */
final class RandomPolicies {
  private static final List<String> NAMESPACES = List.of("x", "y", "z");
  private static final List<String> VALUES = List.of("a", "b", "c");
  private static final List<String> PROTOCOLS = List.of("TCP", "UDP", "SCTP");
  private static final List<String> BLOCKS =
      List.of(
          "0.0.0.0/0",
          "10.0.0.0/8",
          "10.0.0.0/30",
          "10.0.0.2/31",
          "10.0.0.5/32",
          "169.254.0.0/16",
          "169.254.169.254/32",
          "::/0",
          "fd00::/8",
          "fd00::1/128");

  private final Random random;

  RandomPolicies(long seed) {
    this.random = new Random(seed);
  }

  List<BruteForce.Host> pods() {
    List<BruteForce.Host> pods = new ArrayList<>();
    for (int number = 1; number <= 6; number++) {
      String namespace = pick(NAMESPACES);
      // The labels of a Namespace are a function of its name: all its pods must agree.
      Map<String, String> labels =
          Map.of("ns", namespace, "team", namespace.equals("z") ? "b" : "a");
      Map<String, Object> ports = new LinkedHashMap<>();
      if (random.nextBoolean()) {
        ports.put("TCPweb", random.nextBoolean() ? 80 : 81);
      }
      if (random.nextInt(4) == 0) {
        ports.put("UDPweb", 82);
      }
      pods.add(new BruteForce.Host(namespace, labels, labels(), "10.0.0." + number, ports));
    }
    return pods;
  }

  List<Map<String, Object>> policies() {
    return list(
        1 + random.nextInt(4),
        () -> {
          String name = "p" + random.nextInt(1_000_000);
          return map(
              "apiVersion",
              "networking.k8s.io/v1",
              "kind",
              "NetworkPolicy",
              "metadata",
              map("name", name, "namespace", pick(NAMESPACES)),
              "spec",
              spec());
        });
  }

  private Map<String, Object> spec() {
    Map<String, Object> spec = map("podSelector", selector("role"));
    switch (random.nextInt(5)) {
      case 0 -> spec.put("policyTypes", List.of("Ingress"));
      case 1 -> spec.put("policyTypes", List.of("Egress"));
      case 2 -> spec.put("policyTypes", List.of("Ingress", "Egress"));
      case 3 -> spec.put("policyTypes", List.of());
      default -> {}
    }
    if (random.nextInt(3) > 0) {
      spec.put("ingress", list(random.nextInt(3), () -> rule("from")));
    }
    if (random.nextInt(3) > 0) {
      spec.put("egress", list(random.nextInt(3), () -> rule("to")));
    }
    return spec;
  }

  private Map<String, Object> rule(String peers) {
    Map<String, Object> rule = map();
    if (random.nextInt(5) > 0) {
      rule.put(peers, list(random.nextInt(4), this::peer));
    }
    if (random.nextInt(3) > 0) {
      rule.put("ports", list(random.nextInt(3), this::port));
    }
    return rule;
  }

  private Map<String, Object> peer() {
    return switch (random.nextInt(4)) {
      case 0 -> map("podSelector", selector("role"));
      case 1 -> map("namespaceSelector", selector("ns"));
      case 2 -> map("podSelector", selector("role"), "namespaceSelector", selector("team"));
      default -> {
        Map<String, Object> block = map("cidr", pick(BLOCKS));
        if (random.nextBoolean()) {
          block.put("except", list(1 + random.nextInt(2), () -> pick(BLOCKS)));
        }
        yield map("ipBlock", block);
      }
    };
  }

  private Map<String, Object> port() {
    Map<String, Object> port = map();
    if (random.nextBoolean()) {
      port.put("protocol", pick(PROTOCOLS));
    }
    switch (random.nextInt(4)) {
      case 0 -> port.put("port", 80 + random.nextInt(3));
      case 1 -> port.put("port", "web");
      case 2 -> {
        port.put("port", 79 + random.nextInt(3));
        port.put("endPort", 81 + random.nextInt(3));
      }
      default -> {}
    }
    return port;
  }

  private Map<String, Object> selector(String key) {
    List<String> values = key.equals("ns") ? NAMESPACES : VALUES;
    List<String> some = list(1 + random.nextInt(2), () -> pick(values));
    return switch (random.nextInt(7)) {
      case 0 -> map();
      case 1 -> map("matchExpressions", List.of(requirement(key, "In", some)));
      case 2 -> map("matchExpressions", List.of(requirement(key, "NotIn", some)));
      case 3 -> map("matchExpressions", List.of(map("key", key, "operator", "Exists")));
      case 4 -> map("matchExpressions", List.of(map("key", key, "operator", "DoesNotExist")));
      case 5 ->
          map(
              "matchLabels", map(key, pick(values)),
              "matchExpressions", List.of(requirement("tier", "NotIn", VALUES)));
      default -> map("matchLabels", map(key, pick(values)));
    };
  }

  private static Map<String, Object> requirement(String key, String operator, List<String> values) {
    return map("key", key, "operator", operator, "values", new ArrayList<>(values));
  }

  private Map<String, String> labels() {
    return switch (random.nextInt(3)) {
      case 0 -> Map.of();
      case 1 -> Map.of("role", pick(VALUES));
      default -> Map.of("role", pick(VALUES), "tier", pick(VALUES));
    };
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }

  private static <T> List<T> list(int size, Supplier<T> item) {
    List<T> list = new ArrayList<>();
    for (int index = 0; index < size; index++) {
      list.add(item.get());
    }
    return list;
  }

  private static Map<String, Object> map(Object... keysAndValues) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int index = 0; index < keysAndValues.length; index += 2) {
      map.put((String) keysAndValues[index], keysAndValues[index + 1]);
    }
    return map;
  }
}
