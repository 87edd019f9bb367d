package dev.tenantry.laws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.config.AgentsConfig;
import dev.tenantry.config.ClusterDatabase;
import dev.tenantry.config.SecretProvider;
import dev.tenantry.config.SqliteSidecar;
import dev.tenantry.config.StackConfig;
import dev.tenantry.config.TenantConfig;
import dev.tenantry.config.loading.ConfigLoader;
import dev.tenantry.golden.Golden;
import dev.tenantry.golden.StackCase;
import dev.tenantry.naming.Names;
import dev.tenantry.naming.WorkloadIdentity;
import dev.tenantry.render.RecordedResource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every grant and every secret, and that each law can be broken. */
class SecretLawsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String MEMBER = "gcp:secretmanager/secretIamMember:SecretIamMember";
  private static final String STORE = "kubernetes:external-secrets.io/v1:SecretStore";
  private static final String EXTERNAL = "kubernetes:external-secrets.io/v1:ExternalSecret";
  private static final String SECRET = "gcp:secretmanager/secret:Secret";

  static Stream<String> stacks() {
    return StackCase.SHIPPED.stream();
  }

  @ParameterizedTest
  @MethodSource("stacks")
  void noShippedStackBreaksALaw(String stack) {
    List<RecordedResource> recording = StackCase.shipped(stack);
    assertThat(recording.stream().map(RecordedResource::type)).contains(MEMBER, STORE, EXTERNAL);
    assertThat(SecretLaws.brokenBy(recording)).isEmpty();
  }

  // Computed from the files by the test itself: who is named reads, and nobody else.
  @ParameterizedTest
  @MethodSource("stacks")
  void everySecretIsReadableByExactlyItsNamedReaders(String stack) {
    StackConfig config = ConfigLoader.load(Path.of(""), stack);
    Map<String, Set<String>> expected = new TreeMap<>();
    config.tenants().values().forEach(file -> expected.putAll(credential(config, file)));
    config.tenants().values().forEach(file -> expected.putAll(queue(config, file)));
    config
        .tenants()
        .forEach(
            (tenant, file) ->
                file.secrets()
                    .forEach(
                        (name, secret) -> {
                          if (secret.provider() == SecretProvider.GOOGLE) {
                            expected.put(
                                "tenant-" + tenant + "_" + name,
                                secret.readers().stream()
                                    .map(
                                        reader ->
                                            new WorkloadIdentity(
                                                    config.platform().cloud(),
                                                    "tenant-" + tenant,
                                                    Names.serviceAccount(reader))
                                                .principal())
                                    .collect(Collectors.toCollection(TreeSet::new)));
                          }
                        }));
    assertThat(SecretLaws.readers(StackCase.shipped(stack))).isEqualTo(expected).isNotEmpty();
  }

  /** The login of a tenant in PostgreSQL is for its own agents and tools, all of them. */
  private static Map<String, Set<String>> credential(StackConfig config, TenantConfig file) {
    boolean kept =
        config.platform().database() instanceof ClusterDatabase
            && !(file.data() instanceof SqliteSidecar);
    if (!kept || file.agents().isEmpty()) {
      return Map.of();
    }
    Set<String> own = new TreeSet<>();
    for (String account : Names.serviceAccounts(file.agents())) {
      own.add(
          new WorkloadIdentity(config.platform().cloud(), "tenant-" + file.name(), account)
              .principal());
    }
    return Map.of("tenant-" + file.name() + "_database_password", own);
  }

  /** What signs in to a tenant's queues is for its workers, who act as their agents. */
  private static Map<String, Set<String>> queue(StackConfig config, TenantConfig file) {
    Set<String> own = new TreeSet<>();
    file.agents()
        .forEach(
            (agent, one) -> {
              if (one.hasWorker()) {
                own.add(
                    new WorkloadIdentity(
                            config.platform().cloud(), "tenant-" + file.name(), "agent-" + agent)
                        .principal());
              }
            });
    boolean declared = config.platform().agents().filter(AgentsConfig::isDeclared).isPresent();
    return declared && !own.isEmpty()
        ? Map.of("tenant-" + file.name() + "_queue_credential", own)
        : Map.of();
  }

  // The same names in two environments are the usual case; the projects must tell them apart.
  @Test
  void noPrincipalOfOneStackIsOneOfAnother() {
    List<String> members = new ArrayList<>();
    for (String stack : StackCase.SHIPPED) {
      SecretLaws.readers(StackCase.shipped(stack)).values().stream()
          .flatMap(Set::stream)
          .distinct()
          .forEach(members::add);
    }
    assertThat(members).doesNotHaveDuplicates();
    assertThat(members.stream().map(one -> one.replaceFirst(".*/subject/", "")))
        .as("the same Namespaces and ServiceAccounts exist in several stacks")
        .satisfies(subjects -> assertThat(new TreeSet<>(subjects)).hasSizeLessThan(members.size()));
  }

  @Test
  void aGoldenWithGoogleServiceAccountsAndVaultBreaksNoLawEither() {
    for (String name : List.of("google-service-account", "vault", "every-option")) {
      assertThat(
              SecretLaws.brokenBy(
                  StackCase.recordedAt(Golden.ROOT.resolve("secrets/" + name), "case")))
          .as(name)
          .isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        MEMBER + " | /secretId | \"\" | grants on more than one resource",
        MEMBER + " | /member | \"allUsers\" | grants to many at once",
        MEMBER + " | /role | \"roles/owner\" | grants another role",
        MEMBER + " | /member | \"principal://other\" | which its reader may not read",
        MEMBER + " | /secretId | \"tenant-x_y\" | which its reader may not read",
        SECRET + " | /replication | {\"auto\": {}} | may be stored anywhere",
        STORE
            + " | /spec/provider/gcpsm/auth/workloadIdentity/serviceAccountRef/name"
            + " | \"default-x\" | not the tenant's",
        STORE
            + " | /spec/provider/gcpsm/auth/workloadIdentity/serviceAccountRef/namespace"
            + " | \"tenant-globex\" | of another Namespace",
        STORE + " | /spec/provider/gcpsm/auth/secretRef | {\"name\": \"key\"} | reads with a key",
        STORE + " | /kind | \"ClusterSecretStore\" | a kind that nobody may declare",
        EXTERNAL + " | /spec/secretStoreRef/kind | \"ClusterSecretStore\" | no store",
        EXTERNAL + " | /spec/secretStoreRef/name | \"x\" | no store of its own",
        EXTERNAL + " | /spec/target/creationPolicy | \"Orphan\" | leaves its Secret behind",
        EXTERNAL + " | /spec/target/deletionPolicy | \"Retain\" | leaves its Secret behind",
        EXTERNAL + " | /spec/dataFrom | [{}] | one by one",
        EXTERNAL
            + " | /spec/data/0/remoteRef/key | \"tenant-globex_crawler-login\""
            + " | may not read",
      })
  void aBrokenLawIsFound(String type, String pointer, String value, String sentence)
      throws Exception {
    JsonNode replacement = JSON.readTree(value);
    List<RecordedResource> broken = changed(StackCase.shipped("local"), type, pointer, replacement);
    assertThat(SecretLaws.brokenBy(broken)).anySatisfy(one -> assertThat(one).contains(sentence));
  }

  @ParameterizedTest
  @CsvSource({
    "gcp:projects/iAMMember:IAMMember, grants on more than one resource",
    "gcp:secretmanager/secretIamBinding:SecretIamBinding, replaces the grants of others",
    "gcp:secretmanager/secretVersion:SecretVersion, would put a value into the state",
    "gcp:serviceaccount/key:Key, is a key that never expires"
  })
  void aForbiddenResourceIsFound(String type, String sentence) {
    List<RecordedResource> more = new ArrayList<>(StackCase.shipped("local"));
    more.add(new RecordedResource(type, "planted", "", Map.of("role", "x"), Map.of()));
    assertThat(SecretLaws.brokenBy(more)).anySatisfy(one -> assertThat(one).contains(sentence));
  }

  // A prefix is a grant too, if it says so.
  @Test
  void aGrantWithAConditionByPrefixIsNone() {
    List<RecordedResource> more = new ArrayList<>(StackCase.shipped("local"));
    Map<String, Object> condition =
        Map.of("expression", "resource.name.startsWith('projects/1/secrets/tenant-acme_')");
    more.add(
        new RecordedResource(
            "gcp:projects/iAMMember:IAMMember",
            "planted",
            "",
            Map.of("condition", condition),
            Map.of()));
    assertThat(SecretLaws.brokenBy(more)).isEmpty();
  }

  @Test
  void aPrincipalOfTwoTenantsIsFound() {
    List<RecordedResource> recording = StackCase.shipped("local");
    Object foreign =
        recording.stream()
            .filter(one -> one.type().equals(MEMBER) && one.name().contains("globex"))
            .findFirst()
            .orElseThrow()
            .inputs()
            .get("member");
    List<RecordedResource> broken =
        changed(recording, MEMBER, "/member", JSON.valueToTree(foreign));
    assertThat(SecretLaws.brokenBy(broken))
        .anySatisfy(one -> assertThat(one).contains("tenant-acme and of tenant-globex"));
  }

  /** The recording with one value of the first resource of a type set. */
  private static List<RecordedResource> changed(
      List<RecordedResource> recording, String type, String pointer, JsonNode value) {
    List<RecordedResource> changed = new ArrayList<>(recording);
    for (int i = 0; i < changed.size(); i++) {
      RecordedResource one = changed.get(i);
      if (one.type().equals(type)) {
        ObjectNode inputs = JSON.valueToTree(one.inputs());
        JsonPointer at = JsonPointer.compile(pointer);
        ((ObjectNode) inputs.at(at.head())).set(at.last().getMatchingProperty(), value);
        changed.set(
            i,
            new RecordedResource(
                type,
                one.name(),
                one.parent(),
                JSON.convertValue(inputs, new TypeReference<Map<String, Object>>() {}),
                one.options()));
        return changed;
      }
    }
    throw new AssertionError("no " + type);
  }
}
