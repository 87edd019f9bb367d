package dev.tenantry.laws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.config.ClusterDatabase;
import dev.tenantry.config.SqliteSidecar;
import dev.tenantry.config.StackConfig;
import dev.tenantry.config.loading.ConfigLoader;
import dev.tenantry.golden.Golden;
import dev.tenantry.golden.StackCase;
import dev.tenantry.naming.DataNames;
import dev.tenantry.naming.Names;
import dev.tenantry.render.RecordedResource;
import dev.tenantry.sql.MigrationFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every tenant's data, and that each law can be broken. */
class DataLawsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String DATABASE = "kubernetes:data.tenantry.dev/v1:TenantDatabase";
  private static final String BUCKET = "gcp:storage/bucket:Bucket";
  private static final String OPEN = "gcp:storage/bucketIAMMember:BucketIAMMember";
  private static final String CLAIM = "kubernetes:core/v1:PersistentVolumeClaim";

  static Stream<String> stacks() {
    return StackCase.SHIPPED.stream();
  }

  @ParameterizedTest
  @MethodSource("stacks")
  void noShippedStackBreaksALaw(String stack) {
    assertThat(DataLaws.brokenBy(StackCase.shipped(stack))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("stacks")
  void everyTenantInPostgresHasExactlyOneDatabaseAndNoOtherTenantHasOne(String stack) {
    StackConfig config = ConfigLoader.load(Path.of(""), stack);
    List<String> expected =
        config.tenants().values().stream()
            .filter(tenant -> !(tenant.data() instanceof SqliteSidecar))
            .map(tenant -> tenant.name().value())
            .toList();
    assertThat(DataLaws.databases(StackCase.shipped(stack)))
        .extracting(RecordedResource::objectName)
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  // Before the kind nothing can ask; without the provisioner nothing would remove.
  @ParameterizedTest
  @MethodSource("stacks")
  void everyDatabaseComesAfterAndGoesBeforeWhoeverMakesIt(String stack) {
    List<RecordedResource> recording = StackCase.shipped(stack);
    StackConfig config = ConfigLoader.load(Path.of(""), stack);
    List<String> before = new ArrayList<>(List.of("data-plane-definition"));
    if (config.platform().database() instanceof ClusterDatabase database) {
      before.add("data-plane-provisioner");
      before.add("data-plane-" + DataNames.migration(MigrationFiles.checksum()));
    }
    assertThat(DataLaws.databases(recording))
        .allSatisfy(
            one ->
                assertThat((List<?>) one.options().get("dependsOn"))
                    .extracting(Object::toString)
                    .containsAll(before));
  }

  @Test
  void noIdOfOneStackIsOneOfAnother() {
    Set<Object> ids = new HashSet<>();
    int count = 0;
    for (String stack : StackCase.SHIPPED) {
      for (RecordedResource one : DataLaws.databases(StackCase.shipped(stack))) {
        ids.add(JSON.valueToTree(one.inputs()).at("/spec/tenantId").asText());
        count++;
      }
    }
    assertThat(ids).hasSize(count);
  }

  // The only one with rights on objects of the platform: its own kind, in one Namespace.
  @ParameterizedTest
  @MethodSource("dev.tenantry.laws.StackLawsTest#stacks")
  void theProvisionerMayTouchItsOwnKindAlone(StackLawsTest.Stack stack) {
    for (JsonNode role : stack.objects("Role")) {
      if (role.at("/metadata/namespace").asText().equals(Names.DATA_NAMESPACE)) {
        assertThat(role.path("rules"))
            .isNotEmpty()
            .allSatisfy(
                rule -> {
                  assertThat(rule.path("apiGroups").toString())
                      .isEqualTo("[\"data.tenantry.dev\"]");
                  assertThat(rule.path("resources").toString()).contains("\"tenantdatabases");
                  assertThat(rule.path("verbs").toString())
                      .doesNotContain("*", "create", "delete", "escalate", "bind", "impersonate");
                });
      }
    }
    assertThat(stack.objects("ClusterRole")).isEmpty();
    assertThat(stack.objects("ClusterRoleBinding")).isEmpty();
  }

  @Test
  void noOtherOptionBreaksALaw() {
    for (String name : List.of("cluster-database", "sqlite-retain", "sqlite-delete")) {
      assertThat(
              DataLaws.brokenBy(StackCase.recordedAt(Golden.ROOT.resolve("data/" + name), "case")))
          .as(name)
          .isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        DATABASE + " | /spec/tenant | \"globex\" | is another tenant's",
        DATABASE + " | /spec/tenantId | \"x\" | has no id",
        DATABASE
            + " | /spec/credential/name | \"tenant-globex_database_password\" | its credential",
        DATABASE + " | /metadata/annotations | {} | is not waited for",
        DATABASE + " | /metadata/finalizers | [\"x\"] | has a finalizer",
        OPEN + " | /member | \"principal://x/subject/ns/tenant-acme/sa/agent-lab\" | somebody else",
        OPEN + " | /role | \"roles/storage.admin\" | more than a bucket's objects",
        OPEN + " | /bucket | \"t-0\" | not the tenant's",
        BUCKET + " | /uniformBucketLevelAccess | false | object by object",
        BUCKET + " | /publicAccessPrevention | \"inherited\" | object by object",
        BUCKET + " | /forceDestroy | true | both kept and emptied",
        CLAIM + " | /spec/accessModes | [\"ReadWriteMany\"] | two pods",
      })
  void aBrokenLawIsFound(String type, String pointer, String value, String sentence)
      throws Exception {
    List<RecordedResource> recording = StackCase.shipped("prod");
    assertThat(DataLaws.brokenBy(changed(recording, type, pointer, JSON.readTree(value))))
        .anySatisfy(one -> assertThat(one).contains(sentence));
  }

  @Test
  void oneIdForTwoTenantsIsFound() {
    List<RecordedResource> recording = StackCase.shipped("prod");
    JsonNode id =
        JSON.valueToTree(DataLaws.databases(recording).get(1).inputs()).at("/spec/tenantId");
    assertThat(DataLaws.brokenBy(changed(recording, DATABASE, "/spec/tenantId", id)))
        .anySatisfy(one -> assertThat(one).contains("have one id"));
  }

  /** The recording with one value of the first resource of a type set. */
  private static List<RecordedResource> changed(
      List<RecordedResource> recording, String type, String pointer, JsonNode value) {
    List<RecordedResource> changed = new ArrayList<>(recording);
    RecordedResource one =
        recording.stream().filter(any -> any.type().equals(type)).findFirst().orElseThrow();
    ObjectNode inputs = JSON.valueToTree(one.inputs());
    JsonPointer at = JsonPointer.compile(pointer);
    ((ObjectNode) inputs.at(at.head())).set(at.last().getMatchingProperty(), value);
    changed.set(
        recording.indexOf(one),
        new RecordedResource(
            type,
            one.name(),
            one.parent(),
            JSON.convertValue(inputs, new TypeReference<Map<String, Object>>() {}),
            one.options()));
    return changed;
  }
}
