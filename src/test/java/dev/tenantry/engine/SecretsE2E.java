package dev.tenantry.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Secrets of two tenants on the real engine and an API server with External Secrets' own kinds. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SecretsE2E {
  private static final Environment ENVIRONMENT = Environment.shared();
  private static final String GROUP = "/apis/external-secrets.io/v1/namespaces/";
  private static final String PLANTED = "planted-4f1c9a7e-in-the-secret";
  private static final String PLANTED_VARIABLE = "planted-8b20d3c6-in-the-environment";
  private static final String PLANTED_CONFIG = "planted-c55e71f9-in-the-config";
  private static final List<String> ALL = List.of(PLANTED, PLANTED_VARIABLE, PLANTED_CONFIG);
  private static final String VAULT =
      "secrets:\n  vault: { server: \"https://vault.example.com:8200\", mount: tenants,"
          + " authMount: kubernetes }\n";

  @TempDir private static Path folder;
  private static Project project;
  private static ApiServer api;
  private static String logs;

  @BeforeAll
  static void applyTwoTenantsWithSecrets() {
    project =
        Project.in(folder, ENVIRONMENT)
            .platformWith(VAULT)
            .tenant("secrets-a", tenant("google"))
            .tenant("secrets-b", tenant("vault"))
            .withVariable("TENANTRY_API_KEY", PLANTED_VARIABLE);
    project
        .pulumi("config", "set", "--secret", "apiKey", PLANTED_CONFIG, "--stack", "local")
        .succeeded();
    logs = project.up().succeeded().out();
    api = ApiServer.asAdministrator(ENVIRONMENT);
  }

  @AfterAll
  static void destroy() {
    project.pulumi("destroy", "--yes", "--skip-preview", "--stack", "local").succeeded();
  }

  private static String tenant(String provider) {
    return String.join(
        "\n",
        "tier: standard",
        "costCentre: cc-1",
        "agents: { support: { tools: [search] } }",
        "secrets:",
        "  api-key: { readers: [support], provider: " + provider + " }",
        "  search-key: { readers: [support/search], as: env, provider: " + provider + " }",
        "");
  }

  @Test
  @Order(1)
  void everyReaderHasAStoreOfItsOwnInItsTenantsNamespace() {
    assertThat(names("tenant-secrets-a", "secretstores"))
        .containsExactly("agent-support-google", "agent-support-tool-search-google");
    assertThat(names("tenant-secrets-b", "secretstores"))
        .containsExactly("agent-support-tool-search-vault", "agent-support-vault");
    JsonNode google =
        api.get(GROUP + "tenant-secrets-a/secretstores/agent-support-google")
            .at("/spec/provider/gcpsm");
    assertThat(google.path("projectID").asText()).isEqualTo("tenantry-local");
    assertThat(google.at("/auth/workloadIdentity/serviceAccountRef/name").asText())
        .isEqualTo("agent-support");
    JsonNode vault =
        api.get(GROUP + "tenant-secrets-b/secretstores/agent-support-vault")
            .at("/spec/provider/vault");
    assertThat(vault.at("/auth/kubernetes/role").asText())
        .isEqualTo("tenantry-local-tenant-secrets-b");
    assertThat(vault.at("/auth/kubernetes/serviceAccountRef/name").asText())
        .isEqualTo("agent-support");
  }

  @Test
  @Order(1)
  void theServerKeepsEveryFieldOfAnExternalSecret() {
    JsonNode spec =
        api.get(GROUP + "tenant-secrets-a/externalsecrets/agent-support-tool-search-google-env")
            .path("spec");
    assertThat(spec.path("refreshInterval").asText()).isEqualTo("1h0m0s");
    assertThat(spec.at("/target/creationPolicy").asText()).isEqualTo("Owner");
    assertThat(spec.at("/target/deletionPolicy").asText()).isEqualTo("Delete");
    assertThat(spec.at("/data/0/secretKey").asText()).isEqualTo("SEARCH_KEY");
    assertThat(spec.at("/data/0/remoteRef/key").asText()).isEqualTo("tenant-secrets-a_search-key");
    assertThat(
            api.get(GROUP + "tenant-secrets-b/externalsecrets/agent-support-vault-files")
                .at("/spec/data/0/remoteRef/key")
                .asText())
        .isEqualTo("tenantry/local/tenant-secrets-b/api-key");
  }

  @Test
  @Order(1)
  void grantsAreInTheStateAndAPreviewChangesNothing() {
    assertThat(project.stateUrns())
        .anyMatch(
            urn ->
                urn.endsWith("SecretIamMember::tenant-secrets-a_api-key-agent-support")
                    && urn.contains("tenantry:tenant:Tenant$tenantry:secrets:TenantSecrets$"))
        .noneMatch(urn -> urn.contains("SecretIamMember::tenant-secrets-b_"));
    assertThat(project.previewedChanges()).isEmpty();
  }

  // What only the real definitions refuse; an open schema would take all of it.
  @ParameterizedTest
  @Order(2)
  @CsvSource(
      delimiter = '|',
      value = {
        "secretstores | {} | spec.provider: Required value",
        "secretstores | {\"provider\": {\"vault\": {\"path\": \"x\"}}}"
            + " | spec.provider.vault.server: Required value",
        "externalsecrets | {\"target\": {\"creationPolicy\": \"Keep\"}}"
            + " | spec.target.creationPolicy: Unsupported value",
        "externalsecrets | {\"data\": [{\"secretKey\": \"k\"}]}"
            + " | spec.data[0].remoteRef: Required value",
        "externalsecrets | {\"refreshIntervall\": \"1h\"} | unknown field",
      })
  void theRealDefinitionsRefuseAWrongSpec(String plural, String spec, String sentence) {
    String kind = plural.equals("secretstores") ? "SecretStore" : "ExternalSecret";
    String body =
        "{\"apiVersion\":\"external-secrets.io/v1\",\"kind\":\""
            + kind
            + "\",\"metadata\":{\"name\":\"wrong\",\"labels\":{\"tenant.id\":\"secrets-a\"}},"
            + "\"spec\":"
            + spec
            + "}";
    var answer =
        api.send("POST", GROUP + "tenant-secrets-a/" + plural + "?fieldValidation=Strict", body);
    assertThat(answer.status()).isBetween(400, 499);
    assertThat(answer.body().path("message").asText()).contains(sentence);
  }

  @Test
  @Order(3)
  void aPlantedValueIsNowhereThatTheProgramWrites() throws IOException {
    ENVIRONMENT
        .kubectl(
            "create",
            "secret",
            "generic",
            "agent-support-google-files",
            "-n",
            "tenant-secrets-a",
            "--from-literal=api-key=" + PLANTED)
        .succeeded();
    PlantedScan scan = new PlantedScan(ALL);
    scan.text("the first update", logs);
    scan.text("an update", loud("up", "--yes", "--skip-preview"));
    scan.text("a refresh", loud("refresh", "--yes", "--skip-preview"));
    scan.text("a preview", loud("preview", "--diff"));
    scan.text("the state", project.exported().toString());
    scan.text(
        "the state, decrypted",
        project.pulumi("stack", "export", "--show-secrets", "-s", "local").succeeded().out());
    scan.text("a rendering", project.tenantry("render", "local", "--out", "out").succeeded().out());
    scan.text("the expansion", project.tenantry("expand", "local").succeeded().out());
    assertThat(folder.resolve("out/tenant-secrets-a")).isDirectory();
    scan.files(folder);
    scan.files(Path.of("src/test/golden"));
    scan.files(Path.of(ENVIRONMENT.variables().get("TENANTRY_STATE"), "logs"));
    assertThat(scan.found()).isEmpty();
    assertThat(scan.places()).isGreaterThan(50);
  }

  // The scan itself: it finds the value wherever somebody puts it.
  @Test
  @Order(4)
  void theScanFindsWhatIsThere() throws IOException {
    PlantedScan object = new PlantedScan(ALL);
    object.text(
        "the Secret itself",
        ENVIRONMENT
            .kubectl(
                "get",
                "secret",
                "agent-support-google-files",
                "-n",
                "tenant-secrets-a",
                "-o",
                "json")
            .succeeded()
            .out());
    assertThat(object.found()).isNotEmpty();

    String leaking = "planted-leak";
    project.tenant("secrets-a", tenant("google").replace("cc-1", leaking));
    PlantedScan scan = new PlantedScan(List.of(leaking));
    project.up().succeeded();
    scan.text("the state", project.exported().toString());
    project.tenantry("render", "local", "--out", "out").succeeded();
    scan.files(folder);
    assertThat(scan.found())
        .contains("the state")
        .anyMatch(place -> place.contains("out/"))
        .anyMatch(place -> place.contains("backend/"));
    Files.writeString(folder.resolve("packed"), PlantedScan.encoded(PLANTED));
    PlantedScan files = new PlantedScan(ALL);
    files.files(folder);
    assertThat(files.found()).anyMatch(place -> place.endsWith("packed"));
  }

  @Test
  @Order(5)
  void aClusterWithoutTheKindsIsToldApart() {
    ENVIRONMENT.kubectl("delete", "crd", "secretstores.external-secrets.io").succeeded();
    try {
      for (String verb : List.of("preview", "up")) {
        assertThat(project.tenantry(verb, "local").failed().out())
            .contains("lacks kinds that this stack needs: secretstores")
            .contains("Install External Secrets");
      }
      // The stock CLI meets it at the first object that is new.
      project.tenant("secrets-c", tenant("vault"));
      assertThat(project.up().failed().out())
          .contains("does not serve external-secrets.io/v1 SecretStore");
    } finally {
      ENVIRONMENT.repair();
    }
    project.removeTenant("secrets-c");
    assertThat(ENVIRONMENT.kubectl("get", "crd", "-o", "name").succeeded().out())
        .contains("secretstores.external-secrets.io");
    project.upAfterLoss().succeeded();
  }

  private static String loud(String... arguments) {
    List<String> words = Environment.concat(arguments[0], arguments);
    words.remove(0);
    words.addAll(List.of("--stack", "local", "--logtostderr", "-v=9"));
    return project.pulumi(words.toArray(String[]::new)).succeeded().out();
  }

  private static List<String> names(String namespace, String plural) {
    return api.get(GROUP + namespace + "/" + plural).findValues("metadata").stream()
        .map(metadata -> metadata.path("name").asText(""))
        .filter(name -> !name.isEmpty())
        .sorted()
        .toList();
  }
}
