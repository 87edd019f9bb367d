package dev.tenantry.network;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tenantry.golden.Golden;
import dev.tenantry.golden.Policies;
import dev.tenantry.golden.StackCase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The tables of docs/network-isolation.md: generated but for the last column, the reason. */
class PolicyTableTest {
  private static final Path PAGE = Path.of("docs/network-isolation.md");
  private static final String HEAD = "| Policy |";
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void theTablesSayWhatIsGenerated() throws IOException {
    List<String> page = Files.readAllLines(PAGE);
    Map<String, String> reasons = reasons(page);
    Map<String, JsonNode> specs = specs();
    List<List<String>> tables =
        List.of(
            table(specs, name -> name.startsWith("tenant-"), reasons),
            table(specs, name -> !name.startsWith("tenant-"), reasons));
    List<String> expected = new ArrayList<>();
    int tablesSeen = 0;
    boolean inTable = false;
    for (String line : page) {
      inTable = line.startsWith(HEAD) || inTable && line.startsWith("|");
      if (!inTable || line.startsWith(HEAD) || line.startsWith("|---")) {
        expected.add(line);
      }
      if (inTable && line.startsWith("|---")) {
        expected.addAll(tables.get(tablesSeen++));
      }
    }
    assertThat(tablesSeen).isEqualTo(tables.size());
    assertThat(expected).as("a reason is missing").noneMatch(line -> line.endsWith("|  |"));
    Golden.assertFileMatches(PAGE, String.join("\n", expected) + "\n");
  }

  private static Map<String, String> reasons(List<String> page) {
    Map<String, String> reasons = new HashMap<>();
    for (String line : page) {
      String[] cells = line.split(" *\\| *");
      if (cells.length == 7) {
        reasons.putIfAbsent(cells[1], cells[6]);
      }
    }
    return reasons;
  }

  /** A tenant's policies, optional ones included, and those of the shared Namespaces. */
  private static Map<String, JsonNode> specs() {
    Map<String, JsonNode> specs = new TreeMap<>();
    for (String one : List.of("plain", "allowed-hosts", "allowed-ranges", "agents")) {
      Path root = Golden.ROOT.resolve("network").resolve(one);
      Policies.specs(StackCase.recordedAt(root, "case"))
          .forEach((name, spec) -> specs.put(name, JSON.valueToTree(spec)));
    }
    return specs;
  }

  private static List<String> table(
      Map<String, JsonNode> specs, Predicate<String> which, Map<String, String> reasons) {
    List<String> rows = new ArrayList<>();
    specs.forEach(
        (name, spec) -> {
          if (which.test(name)) {
            String shown = "`" + name.replaceFirst("^tenant-[^/]*/", "") + "`";
            rules(spec)
                .forEach(
                    rule ->
                        rows.add(
                            String.format(
                                "| %s | %s | %s | %s |",
                                shown,
                                selector(spec.path("podSelector")),
                                rule,
                                reasons.getOrDefault(shown, ""))));
          }
        });
    return rows;
  }

  private static Stream<String> rules(JsonNode spec) {
    if (!spec.has("ingress") && !spec.has("egress")) {
      return Stream.of("both | nobody | none");
    }
    return Stream.concat(
        stream(spec.path("ingress")).map(rule -> "in | " + peers(rule.path("from"), rule)),
        stream(spec.path("egress"))
            .map(rule -> "out | " + peers(rule.path(rule.has("to") ? "to" : "matches"), rule)));
  }

  private static String peers(JsonNode peers, JsonNode rule) {
    String ports =
        stream(rule.path("ports"))
            .map(port -> port.path("protocol").asText() + " " + port.path("port").asText())
            .collect(Collectors.joining(", "));
    return stream(peers).map(PolicyTableTest::peer).collect(Collectors.joining("; "))
        + " | "
        + ports;
  }

  private static String peer(JsonNode peer) {
    if (peer.has("ipBlock")) {
      return peer.at("/ipBlock/cidr").asText();
    }
    if (!peer.has("podSelector")) {
      return peer.path("name").asText(peer.path("pattern").asText());
    }
    JsonNode namespace = peer.path("namespaceSelector");
    String where =
        namespace.has("matchExpressions")
            ? "tenants'"
            : namespace.at("/matchLabels").elements().hasNext()
                ? namespace.at("/matchLabels").elements().next().asText() + ":"
                : "own";
    return where + " " + selector(peer.path("podSelector"));
  }

  private static String selector(JsonNode selector) {
    if (selector.isEmpty()) {
      return "every pod";
    }
    Stream<String> expressions =
        stream(selector.path("matchExpressions"))
            .map(
                one ->
                    stream(one.path("values"))
                        .map(JsonNode::asText)
                        .collect(Collectors.joining(", ")));
    Stream<String> labels =
        selector.path("matchLabels").properties().stream()
            .map(label -> label.getKey() + "=" + label.getValue().asText());
    return Stream.concat(expressions, labels).collect(Collectors.joining(" with "));
  }

  private static Stream<JsonNode> stream(JsonNode node) {
    return StreamSupport.stream(node.spliterator(), false);
  }
}
