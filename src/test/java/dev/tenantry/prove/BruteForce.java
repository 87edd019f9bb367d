package dev.tenantry.prove;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;

/**
 * A second evaluator of network policies, for comparison only: one pod, one port, one address at a
 * time, straight from the text of the API's reference, on the objects as they are. Shares no code
 * with the prover: no sets, no classes of pods, no parsed policies.
 */
final class BruteForce {
  /** A pod with one concrete address. */
  record Host(
      String namespace,
      Map<String, String> namespaceLabels,
      Map<String, String> labels,
      String ip,
      Map<String, Object> namedPorts) {}

  private final List<Map<String, Object>> policies;

  BruteForce(List<Map<String, Object>> policies) {
    this.policies = policies;
  }

  /** Whether one pod reaches a port of another; they are two pods. */
  boolean reaches(Host from, Host to, String protocol, int port) {
    return permits("Egress", from, to, to.ip(), to, protocol, port)
        && permits("Ingress", to, from, from.ip(), to, protocol, port);
  }

  /** Whether a pod's own policies let it send to an address that is no pod's. */
  boolean sends(Host from, String ip, String protocol, int port) {
    return permits("Egress", from, null, ip, null, protocol, port);
  }

  /** Whether a pod's own policies let it accept from an address that is no pod's. */
  boolean accepts(Host to, String ip, String protocol, int port) {
    return permits("Ingress", to, null, ip, to, protocol, port);
  }

  private boolean permits(
      String way, Host subject, Host other, String ip, Host called, String protocol, int port) {
    boolean selectedByAny = false;
    for (Map<String, Object> policy : policies) {
      Map<?, ?> spec = (Map<?, ?>) policy.get("spec");
      Object home = ((Map<?, ?>) policy.get("metadata")).get("namespace");
      if (!subject.namespace().equals(home)
          || !selected(spec.get("podSelector"), subject.labels())
          || !isFor(way, spec)) {
        continue;
      }
      selectedByAny = true;
      List<?> rules = (List<?>) spec.get(way.equals("Egress") ? "egress" : "ingress");
      for (Object item : rules == null ? List.of() : rules) {
        Map<?, ?> rule = (Map<?, ?>) item;
        List<?> peers = (List<?>) rule.get(way.equals("Egress") ? "to" : "from");
        if (peersInclude(peers, subject.namespace(), other, ip)
            && portsInclude((List<?>) rule.get("ports"), called, protocol, port)) {
          return true;
        }
      }
    }
    return !selectedByAny;
  }

  private static boolean isFor(String way, Map<?, ?> spec) {
    List<?> types = (List<?>) spec.get("policyTypes");
    if (types != null && !types.isEmpty()) {
      return types.contains(way);
    }
    List<?> egress = (List<?>) spec.get("egress");
    return way.equals("Ingress") || (egress != null && egress.size() > 0);
  }

  private static boolean peersInclude(List<?> peers, String home, Host other, String ip) {
    if (peers == null || peers.isEmpty()) {
      return true;
    }
    for (Object item : peers) {
      Map<?, ?> peer = (Map<?, ?>) item;
      if (peer.get("ipBlock") != null) {
        if (blockHolds((Map<?, ?>) peer.get("ipBlock"), ip)) {
          return true;
        }
        continue;
      }
      if (other == null) {
        continue;
      }
      boolean place =
          peer.get("namespaceSelector") == null
              ? other.namespace().equals(home)
              : selected(peer.get("namespaceSelector"), other.namespaceLabels());
      boolean pod =
          peer.get("podSelector") == null || selected(peer.get("podSelector"), other.labels());
      if (place && pod) {
        return true;
      }
    }
    return false;
  }

  private static boolean blockHolds(Map<?, ?> block, String ip) {
    if (!inBlock((String) block.get("cidr"), ip)) {
      return false;
    }
    List<?> except = (List<?>) block.get("except");
    for (Object hole : except == null ? List.of() : except) {
      if (inBlock((String) hole, ip)) {
        return false;
      }
    }
    return true;
  }

  private static boolean inBlock(String cidr, String ip) {
    String[] parts = cidr.split("/");
    byte[] network = bytes(parts[0]);
    byte[] address = bytes(ip);
    if (network.length != address.length) {
      return false;
    }
    for (int bit = 0; bit < Integer.parseInt(parts[1]); bit++) {
      int mask = 128 >> (bit % 8);
      if ((network[bit / 8] & mask) != (address[bit / 8] & mask)) {
        return false;
      }
    }
    return true;
  }

  private static byte[] bytes(String ip) {
    try {
      return InetAddress.getByName(ip).getAddress();
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static boolean portsInclude(List<?> ports, Host called, String protocol, int port) {
    if (ports == null || ports.isEmpty()) {
      return true;
    }
    for (Object item : ports) {
      Map<?, ?> entry = (Map<?, ?>) item;
      Object named = entry.get("protocol");
      if (!protocol.equals(named == null ? "TCP" : named)) {
        continue;
      }
      Object wanted = entry.get("port");
      if (wanted == null) {
        return true;
      }
      if (wanted instanceof String name) {
        // Keyed by protocol and name, as two ports of a pod may share a name across protocols.
        if (called != null
            && Integer.valueOf(port).equals(called.namedPorts().get(protocol + name))) {
          return true;
        }
        continue;
      }
      int first = ((Number) wanted).intValue();
      Object end = entry.get("endPort");
      if (port == first || (end != null && port > first && port <= ((Number) end).intValue())) {
        return true;
      }
    }
    return false;
  }

  private static boolean selected(Object selector, Map<String, String> labels) {
    Map<?, ?> map = selector == null ? Map.of() : (Map<?, ?>) selector;
    if (map.get("matchLabels") != null) {
      for (Map.Entry<?, ?> wanted : ((Map<?, ?>) map.get("matchLabels")).entrySet()) {
        if (!wanted.getValue().equals(labels.get(wanted.getKey()))) {
          return false;
        }
      }
    }
    List<?> expressions = (List<?>) map.get("matchExpressions");
    for (Object item : expressions == null ? List.of() : expressions) {
      Map<?, ?> expression = (Map<?, ?>) item;
      String value = labels.get(expression.get("key"));
      List<?> values = (List<?>) expression.get("values");
      boolean holds =
          switch ((String) expression.get("operator")) {
            case "In" -> values.contains(value);
            // A missing key satisfies NotIn, as the reference of label selectors says.
            case "NotIn" -> !values.contains(value);
            case "Exists" -> value != null;
            case "DoesNotExist" -> value == null;
            default -> throw new IllegalArgumentException(expression.toString());
          };
      if (!holds) {
        return false;
      }
    }
    return true;
  }
}
