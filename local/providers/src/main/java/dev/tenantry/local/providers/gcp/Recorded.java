package dev.tenantry.local.providers.gcp;

import dev.tenantry.local.providers.protocol.Digest;
import dev.tenantry.local.providers.protocol.Sentinel;
import dev.tenantry.local.providers.protocol.Tree;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Makes up what Google Cloud would answer. Everything is derived from the inputs and the project,
 * so the same program has the same outputs on every machine and at any time.
 */
final class Recorded {
  private static final String CLUSTER = "gcp:container/cluster:Cluster";
  private static final String API = "https://www.googleapis.com/";

  private final Schema schema;
  private final Optional<String> clusterEndpoint;
  private final Map<String, Object> inputs;
  private final String project;
  private final String place;
  private final String name;

  /**
   * Prepares the answer.
   *
   * @param clusterEndpoint a running API server that stands for a GKE cluster
   */
  Recorded(
      Schema schema,
      Map<String, Object> inputs,
      String logicalName,
      Place defaults,
      Optional<String> clusterEndpoint) {
    this.schema = schema;
    this.clusterEndpoint = clusterEndpoint;
    this.inputs = inputs;
    this.project = given("project", defaults.project());
    this.place = defaults.of(schema, Tree.plain(inputs));
    this.name = physicalName(logicalName);
  }

  private String given(String input, String fallback) {
    String value = Tree.text(inputs, input);
    return value.isEmpty() ? fallback : value;
  }

  private String physicalName(String logicalName) {
    for (String key : List.of("name", "accountId", "secretId", "repositoryId", "clusterId")) {
      if (!Tree.text(inputs, key).isEmpty()) {
        return Tree.text(inputs, key);
      }
    }
    return logicalName;
  }

  /** The id as Google Cloud forms it for the kinds that the project uses most. */
  String id() {
    String role = Tree.text(inputs, "role");
    if (!role.isEmpty() && schema.kind().startsWith("IAM")) {
      String on = given("serviceAccountId", project);
      return "%s/%s/%s".formatted(on, role, Tree.text(inputs, "member")).replaceAll("/$", "");
    }
    if (schema.token().equals("gcp:serviceaccount/account:Account")) {
      return "projects/%s/serviceAccounts/%s".formatted(project, email());
    }
    if (schema.kind().equals("NodePool")) {
      String cluster = Tree.text(inputs, "cluster");
      return "projects/%s/%s/clusters/%s/nodePools/%s"
          .formatted(project, place, cluster.substring(cluster.lastIndexOf('/') + 1), name);
    }
    return "projects/%s/%s/%s/%s".formatted(project, place, collection(), name);
  }

  private String collection() {
    String kind = schema.kind();
    String plural = kind.endsWith("s") ? kind + "es" : kind + "s";
    String whole = kind.endsWith("y") ? kind.substring(0, kind.length() - 1) + "ies" : plural;
    return whole.substring(0, 1).toLowerCase(Locale.ROOT) + whole.substring(1);
  }

  private String email() {
    return name + "@" + project + ".iam.gserviceaccount.com";
  }

  /** All outputs: the inputs, and what the SDK says is computed. */
  Map<String, Object> outputs(boolean preview) {
    Map<String, Object> outputs = new TreeMap<>(inputs);
    if (schema.token().equals(CLUSTER)) {
      String nobody = Digest.hex(id(), 12) + ".recorded.gke.invalid";
      Object endpoint = preview ? Sentinel.UNKNOWN : clusterEndpoint.orElse(nobody);
      outputs.put(
          "controlPlaneEndpointsConfig", Map.of("dnsEndpointConfig", Map.of("endpoint", endpoint)));
    }
    schema
        .outputs()
        .forEach(
            (output, form) -> {
              boolean input = schema.inputs().containsKey(output);
              if (!outputs.containsKey(output) && (!input || isDefaulted(output))) {
                Object made = preview && !input ? Sentinel.UNKNOWN : computed(output, form.shape());
                outputs.put(output, made);
              }
            });
    return outputs;
  }

  /** Inputs that Google Cloud fills in when the program leaves them out. */
  private static boolean isDefaulted(String output) {
    return List.of("project", "region", "zone", "location", "masterAuth", "address")
        .contains(output);
  }

  private Object computed(String output, Shape shape) {
    return switch (shape.kind()) {
      case TEXT -> text(output);
      case BOOLEAN -> false;
      case INTEGER, NUMBER -> Long.parseLong(seed(output, 6), 16);
      case LIST -> list(output);
      default -> object(output);
    };
  }

  private Object object(String output) {
    if (output.equals("masterAuth")) {
      return Map.of("clusterCaCertificate", base64("ca " + id()));
    }
    return Map.of();
  }

  private List<Object> list(String output) {
    if (output.equals("serverCaCerts")) {
      return List.of(Map.of("cert", base64("ca " + id()), "commonName", "recorded"));
    }
    return List.of();
  }

  private String text(String output) {
    return switch (output) {
      case "project" -> project;
      case "region", "zone", "location" -> place.substring(place.indexOf('/') + 1);
      case "selfLink", "uri" -> API + schema.module() + "/v1/" + id();
      case "name" -> schema.kind().equals("Account") ? id() : name;
      case "email" -> email();
      case "member" -> "serviceAccount:" + email();
      case "connectionName" ->
          String.join(":", project, place.substring(place.indexOf('/') + 1), name);
      case "uniqueId", "numericId", "number" -> digits(output);
      case "url" -> "gs://" + name;
      default -> address(output);
    };
  }

  private String address(String output) {
    String low = output.toLowerCase(Locale.ROOT);
    if (low.contains("address") || low.equals("endpoint") || low.equals("host")) {
      // From the range of RFC 2544 for benchmarks: never a host of anybody.
      return "198.18.%d.%d"
          .formatted(
              Integer.parseInt(seed(output, 4).substring(0, 2), 16),
              Integer.parseInt(seed(output, 4).substring(2), 16));
    }
    if (low.contains("time") && !low.contains("timeout")) {
      return "2026-01-01T00:00:00Z";
    }
    if (low.contains("certificate")) {
      return base64(output + " " + id());
    }
    return seed(output, 12);
  }

  private String digits(String output) {
    return String.valueOf(100_000_000_000L + Long.parseLong(seed(output, 10), 16));
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private String seed(String output, int length) {
    return Digest.hex(schema.token() + "\n" + id() + "\n" + output, length);
  }
}
