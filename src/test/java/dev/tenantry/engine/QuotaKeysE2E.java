package dev.tenantry.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

/**
 * Each key of a tenant's quota refuses by itself, and the API server says which.
 *
 * <p>A misspelt key would not be refused by anything: a quota counts what it does not know as
 * nothing.
 */
class QuotaKeysE2E {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Environment ENVIRONMENT = Environment.shared();

  /** Has the tenant's quota, but no rules that would answer before it. */
  private static final String OPEN = "quota-keys-open";

  private static final Path CASES =
      Path.of("src/test/resources/dev/tenantry/engine/quota-keys.yaml");

  /** What the preset of a tier sets to 0. */
  private static final List<String> NEVER_GRANTED =
      List.of("requests.nvidia.com/gpu", "services.loadbalancers", "services.nodeports");

  private static final long TAKES_EFFECT_SECONDS = 20;

  @TempDir private static Path folder;
  private static Project project;

  @BeforeAll
  static void applyATenant() {
    project =
        Project.in(folder, ENVIRONMENT).tenant("quota-keys", "tier: standard\ncostCentre: cc-1\n");
    project.up().succeeded();
    ENVIRONMENT.kubectl("create", "namespace", OPEN).succeeded();
  }

  @AfterAll
  static void destroy() {
    ENVIRONMENT.kubectl("delete", "namespace", OPEN, "--wait=false").succeeded();
    project.pulumi("destroy", "--yes", "--skip-preview", "--stack", "local").succeeded();
  }

  @Test
  void eachKeyRefusesAloneInTheApiServersOwnWords() throws Exception {
    ObjectNode hard = generatedQuota();
    Map<String, JsonNode> cases = new TreeMap<>();
    // SnakeYAML itself, because Jackson's reader does not resolve aliases.
    JSON.<JsonNode>valueToTree(new Yaml().load(Files.readString(CASES)))
        .properties()
        .forEach(one -> cases.put(one.getKey(), one.getValue()));
    assertThat(hard.fieldNames()).toIterable().containsExactlyInAnyOrderElementsOf(cases.keySet());
    // First all may pass, so that each is refused for its key and not for being wrong.
    for (String key : NEVER_GRANTED) {
      assertThat(hard.get(key).asText()).as(key).isEqualTo("0");
      hard.put(key, "9");
    }
    setQuota(hard);
    for (Map.Entry<String, JsonNode> one : cases.entrySet()) {
      await(one.getValue(), "created");
    }
    for (Map.Entry<String, JsonNode> one : cases.entrySet()) {
      String key = one.getKey();
      setQuota(hard.deepCopy().put(key, "0"));
      String answer =
          await(one.getValue(), "exceeded quota: tenant-quota, requested: " + key + "=");
      // Exactly this key, which the message would otherwise list among others.
      assertThat(answer)
          .as(key)
          .containsPattern("requested: " + key + "=[^,]+, used: " + key + "=[^,]+, limited: ");
    }
  }

  private static ObjectNode generatedQuota() throws IOException {
    String json =
        ENVIRONMENT
            .kubectl(
                "get", "resourcequota", "tenant-quota", "-n", "tenant-quota-keys", "-o", "json")
            .succeeded()
            .out();
    return (ObjectNode) JSON.readTree(json).at("/spec/hard");
  }

  private static void setQuota(ObjectNode hard) throws IOException {
    ObjectNode quota = JSON.createObjectNode().put("apiVersion", "v1").put("kind", "ResourceQuota");
    quota.putObject("metadata").put("name", "tenant-quota").put("namespace", OPEN);
    quota.putObject("spec").set("hard", hard);
    Path file = Files.writeString(folder.resolve("quota.json"), quota.toString());
    ENVIRONMENT.kubectl("apply", "-f", file.toString()).succeeded();
  }

  /** The quota controller takes up a changed quota within a second or two. */
  private static String await(JsonNode object, String words) throws IOException {
    Path file = Files.writeString(folder.resolve("object.json"), object.toString());
    long deadline = System.nanoTime() + Duration.ofSeconds(TAKES_EFFECT_SECONDS).toNanos();
    String out;
    do {
      out =
          ENVIRONMENT
              .kubectl("create", "--dry-run=server", "-n", OPEN, "-f", file.toString())
              .out();
    } while (!out.contains(words) && System.nanoTime() < deadline);
    assertThat(out).contains(words);
    return out;
  }
}
