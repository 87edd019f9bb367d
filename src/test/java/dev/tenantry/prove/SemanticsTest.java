package dev.tenantry.prove;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The prover's reading of network policies against a second one that was written differently. */
class SemanticsTest {
  private static final int POLICY_SETS = 4_000;
  private static final List<Integer> PORTS = List.of(1, 79, 80, 81, 82, 83, 84, 65_535);
  private static final List<String> ADDRESSES =
      List.of("1.1.1.1", "10.0.0.0", "10.0.0.9", "169.254.169.254", "fd00::1", "2001:db8::1");

  private final List<String> disagreements = new ArrayList<>();
  private long comparisons;

  @Test
  void bothEvaluatorsAgreeOnEveryPodPortAndAddressOfRandomPolicies() {
    for (int seed = 0; seed < POLICY_SETS; seed++) {
      compare(seed);
    }
    System.out.printf(
        "semantics: %,d policy sets, %,d comparisons, %d disagreements%n",
        POLICY_SETS, comparisons, disagreements.size());
    assertThat(disagreements).isEmpty();
  }

  private void compare(int seed) {
    RandomPolicies random = new RandomPolicies(seed);
    List<BruteForce.Host> hosts = random.pods();
    List<Map<String, Object>> objects = random.policies();
    List<Policy> policies = PolicyReader.read(objects);
    BruteForce brute = new BruteForce(objects);
    Reachability sets = new Reachability(policies);
    List<Pod> pods = hosts.stream().map(SemanticsTest::pod).toList();
    for (int from = 0; from < pods.size(); from++) {
      for (int to = 0; to < pods.size(); to++) {
        if (from != to) {
          PortSet open = sets.between(pods.get(from), pods.get(to));
          for (Protocol protocol : Protocol.values()) {
            for (int port : PORTS) {
              note(
                  seed + ": " + hosts.get(from) + " to " + hosts.get(to) + protocol + port,
                  open.has(protocol, port),
                  brute.reaches(hosts.get(from), hosts.get(to), protocol.name(), port));
            }
          }
        }
      }
      compareAddresses(seed, hosts.get(from), brute, sets, pods.get(from));
    }
  }

  private void compareAddresses(
      int seed, BruteForce.Host host, BruteForce brute, Reachability sets, Pod pod) {
    AddressPorts sent = sets.egress(pod).addresses();
    AddressPorts accepted = sets.ingress(pod).addresses();
    for (String ip : ADDRESSES) {
      Addresses one = Addresses.of(ip + (ip.contains(":") ? "/128" : "/32"));
      PortSet out = sent.at(one);
      PortSet in = accepted.at(one);
      for (Protocol protocol : Protocol.values()) {
        for (int port : PORTS) {
          String what = seed + ": " + host + " and " + ip + protocol + port;
          note(what, out.has(protocol, port), brute.sends(host, ip, protocol.name(), port));
          note(what, in.has(protocol, port), brute.accepts(host, ip, protocol.name(), port));
        }
      }
    }
  }

  private void note(String what, boolean sets, boolean brute) {
    comparisons++;
    if (sets != brute && disagreements.size() < 10) {
      disagreements.add(what + ": sets say " + sets + ", brute force says " + brute);
    }
  }

  static Pod pod(BruteForce.Host host) {
    List<Pod.NamedPort> ports = new ArrayList<>();
    host.namedPorts()
        .forEach(
            (key, number) ->
                ports.add(
                    new Pod.NamedPort(
                        key.substring(3),
                        Protocol.valueOf(key.substring(0, 3)),
                        (Integer) number)));
    return new Pod(
        host.namespace(),
        host.namespaceLabels(),
        host.ip(),
        host.labels(),
        ports,
        Addresses.of(host.ip() + "/32"));
  }
}
