package dev.tenantry.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.golden.StackCase;
import dev.tenantry.kubernetes.PodSecurity;
import dev.tenantry.naming.DataNames;
import dev.tenantry.render.RecordedResource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a real API server makes of the kind TenantDatabase, of the provisioner's rights and of the
 * data plane's pods. Nobody provisions here: the objects are judged, not served.
 */
class DataPlaneE2E {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Environment ENVIRONMENT = Environment.shared();
  private static final String NAMESPACE = "e2e-data-plane";
  private static final String CORE = "/api/v1/namespaces";
  private static final String RBAC =
      "/apis/rbac.authorization.k8s.io/v1/namespaces/" + NAMESPACE + "/";
  private static final String DEFINITIONS =
      "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";
  private static final String DATABASES =
      "/apis/data.tenantry.dev/v1/namespaces/" + NAMESPACE + "/tenantdatabases";

  private static ApiServer api;

  @BeforeAll
  static void defineTheKindAndOneObject() throws InterruptedException {
    api = ApiServer.asAdministrator(ENVIRONMENT);
    Map<String, Object> metadata =
        Map.of("name", NAMESPACE, "labels", PodSecurity.restricted("v1.35"));
    api.post(CORE, JSON.valueToTree(Map.of("metadata", metadata)));
    api.post(DEFINITIONS, only("dev", "CustomResourceDefinition", ""));
    for (String account : List.of(DataNames.MIGRATOR, DataNames.PROVISIONER)) {
      api.post(CORE + "/" + NAMESPACE + "/serviceaccounts", only("dev", "ServiceAccount", account));
    }
    api.post(RBAC + "roles", only("dev", "Role", DataNames.PROVISIONER));
    ObjectNode binding = only("dev", "RoleBinding", DataNames.PROVISIONER);
    ((ObjectNode) binding.at("/subjects/0")).put("namespace", NAMESPACE);
    api.post(RBAC + "rolebindings", binding);
    awaitKind();
    api.post(DATABASES, database());
  }

  @AfterAll
  static void removeAll() {
    api.send("DELETE", DATABASES + "/acme", "");
    api.send("DELETE", DEFINITIONS + "/" + DataNames.TENANT_DATABASE_KIND, "");
    api.send("DELETE", CORE + "/" + NAMESPACE, "");
  }

  private static void awaitKind() throws InterruptedException {
    for (int i = 0; api.send("GET", DATABASES, "").status() != 200; i++) {
      assertThat(i).as("the kind is not served").isLessThan(400);
      Thread.sleep(100);
    }
  }

  private static ObjectNode database() {
    return only("dev", "TenantDatabase", "acme");
  }

  /** What the program registers, in this test's Namespace. */
  private static ObjectNode only(String stack, String kind, String name) {
    RecordedResource found =
        StackCase.shipped(stack).stream()
            .filter(RecordedResource::isKubernetesObject)
            .filter(one -> one.kind().equals(kind))
            .filter(one -> name.isEmpty() || one.objectName().equals(name))
            .findFirst()
            .orElseThrow();
    ObjectNode object = JSON.valueToTree(found.inputs());
    if (!found.namespace().isEmpty()) {
      ((ObjectNode) object.get("metadata")).put("namespace", NAMESPACE);
    }
    return object;
  }

  @Test
  void everyFieldOfAnObjectIsKept() {
    JsonNode stored = api.get(DATABASES + "/acme");
    assertThat(stored.path("spec")).hasToString(database().path("spec").toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tenantId | \"bac8c672-b81f-59bb-9594-8e31d9e6a977\" | the id of a tenant cannot change",
        "tenant | \"globex\" | the name must be the tenant's",
        "connectionLimit | 0 | should be greater than or equal to 1",
        "deletionPolicy | \"Keep\" | Unsupported value",
        "credential | {\"project\": null} | provider Google needs project",
        "credential | {\"provider\": \"Kubernetes\"} | provider Kubernetes needs namespace",
      })
  void aChangeThatWouldLoseDataOrMeanNothingIsRefused(String field, String value, String words) {
    String patch = "{\"spec\": {\"" + field + "\": " + value + "}}";
    ApiServer.Answer answer = api.send("PATCH", DATABASES + "/acme?dryRun=All", patch);
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(422);
    assertThat(answer.body().path("message").asText()).contains(words);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "connectionLimit | 9",
        "deletionPolicy | \"Delete\"",
        "tier | \"premium\"",
        "mode | \"DatabasePerTenant\""
      })
  void whatMayChangeChanges(String field, String value) {
    String patch = "{\"spec\": {\"" + field + "\": " + value + "}}";
    assertThat(api.send("PATCH", DATABASES + "/acme?dryRun=All", patch).status()).isEqualTo(200);
  }

  @Test
  void theProvisionerMayDoItsWorkAndReadNoSecret() {
    ApiServer provisioner =
        api.as(Subject.account("provisioner", NAMESPACE, DataNames.PROVISIONER));
    String own = "{\"metadata\": {\"finalizers\": [\"data.tenantry.dev/deprovision\"]}}";
    String status = "{\"status\": {\"login\": \"t_x\"}}";
    assertThat(provisioner.send("GET", DATABASES, "").status()).isEqualTo(200);
    assertThat(provisioner.send("PATCH", DATABASES + "/acme?dryRun=All", own).status())
        .isEqualTo(200);
    assertThat(provisioner.send("PATCH", DATABASES + "/acme/status?dryRun=All", status).status())
        .isEqualTo(200);
    for (String other :
        List.of(
            CORE + "/" + NAMESPACE + "/secrets",
            CORE + "/default/secrets",
            CORE + "/" + NAMESPACE + "/pods",
            "/apis/data.tenantry.dev/v1/tenantdatabases")) {
      assertThat(provisioner.send("GET", other, "").status()).as(other).isEqualTo(403);
    }
    assertThat(provisioner.send("DELETE", DATABASES + "/acme?dryRun=All", "").status())
        .isEqualTo(403);
  }

  // Pod Security judges pods; a workload whose pods it refuses is stored and never runs.
  @ParameterizedTest
  @CsvSource({"Job, ''", "Deployment, " + DataNames.PROVISIONER})
  void podSecurityLetsThePodsOfTheDataPlaneIn(String kind, String name) {
    ObjectNode template = (ObjectNode) only("dev", kind, name).at("/spec/template");
    ((ObjectNode) template.get("metadata")).put("name", "judged");
    ApiServer.Answer answer =
        api.send(
            "POST",
            CORE + "/" + NAMESPACE + "/pods?dryRun=All&fieldValidation=Strict",
            template.toString());
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
  }
}
