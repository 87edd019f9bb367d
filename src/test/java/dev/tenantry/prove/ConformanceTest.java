package dev.tenantry.prove;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.tenantry.golden.Golden;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The prover, and the brute force that it is compared with, on Kubernetes' own truth tables. */
class ConformanceTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A case; its text is the upstream test's name. */
  record Case(JsonNode tree) {
    @Override
    public String toString() {
      return tree.path("name").asText();
    }
  }

  static Stream<Case> cases() throws IOException {
    List<Case> cases = new ArrayList<>();
    for (String file : List.of("conformance-peers.yaml", "conformance-ports.yaml")) {
      JsonNode tree =
          new YAMLMapper().readTree(Golden.ROOT.resolve("prove").resolve(file).toFile());
      StreamSupport.stream(tree.spliterator(), false).map(Case::new).forEach(cases::add);
    }
    return cases.stream();
  }

  @Test
  void thereAreAsManyCasesAsWereWritten() throws IOException {
    assertThat(cases()).hasSize(38);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void anUpstreamCaseHasItsTruthTable(Case one) {
    List<Map<String, Object>> objects = objects(one.tree().path("policies"));
    Reachability sets = new Reachability(PolicyReader.read(objects));
    BruteForce brute = new BruteForce(objects);
    List<BruteForce.Host> hosts = hosts();
    for (JsonNode check : one.tree().path("checks")) {
      String protocol = check.path("port").asText().split(" ")[0];
      int port = Integer.parseInt(check.path("port").asText().split(" ")[1]);
      for (BruteForce.Host from : hosts) {
        for (BruteForce.Host to : hosts) {
          // Upstream leaves loopback out, too: datapaths differ.
          if (!from.equals(to)) {
            boolean open = !isDenied(check.path("denied"), from, to);
            String what = name(from) + ">" + name(to) + " on " + protocol + " " + port;
            assertThat(sets.between(pod(from), pod(to)).has(Protocol.valueOf(protocol), port))
                .as("prover: %s", what)
                .isEqualTo(open);
            assertThat(brute.reaches(from, to, protocol, port))
                .as("brute force: %s", what)
                .isEqualTo(open);
          }
        }
      }
    }
  }

  private static boolean isDenied(JsonNode patterns, BruteForce.Host from, BruteForce.Host to) {
    for (JsonNode pattern : patterns) {
      String[] ends = pattern.asText().split(">");
      if (fits(ends[0], from) && fits(ends[1], to)) {
        return true;
      }
    }
    return false;
  }

  private static boolean fits(String pattern, BruteForce.Host host) {
    return pattern.equals("*")
        || pattern.equals(host.namespace() + "/*")
        || pattern.equals(name(host));
  }

  private static List<Map<String, Object>> objects(JsonNode policies) {
    List<Map<String, Object>> objects = new ArrayList<>();
    policies
        .fieldNames()
        .forEachRemaining(
            namespace -> {
              for (JsonNode spec : policies.path(namespace)) {
                objects.add(
                    Map.of(
                        "apiVersion",
                        "networking.k8s.io/v1",
                        "kind",
                        "NetworkPolicy",
                        "metadata",
                        Map.of("name", "p" + objects.size(), "namespace", namespace),
                        "spec",
                        JSON.convertValue(spec, new TypeReference<Map<String, Object>>() {})));
              }
            });
    return objects;
  }

  private static List<BruteForce.Host> hosts() {
    List<BruteForce.Host> hosts = new ArrayList<>();
    List<String> namespaces = List.of("x", "y", "z");
    for (String namespace : namespaces) {
      for (String name : List.of("a", "b", "c")) {
        String ip = "10.0." + namespaces.indexOf(namespace) + "." + (1 + "abc".indexOf(name));
        hosts.add(
            new BruteForce.Host(
                namespace,
                Map.of("ns", namespace),
                Map.of("pod", name),
                ip,
                Map.of("TCPserve-80-tcp", 80, "TCPserve-81-tcp", 81)));
      }
    }
    return hosts;
  }

  private static String name(BruteForce.Host host) {
    return host.namespace() + "/" + host.labels().get("pod");
  }

  private static Pod pod(BruteForce.Host host) {
    return SemanticsTest.pod(host);
  }
}
