package dev.tenantry.laws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tenantry.golden.StackCase;
import dev.tenantry.kubernetes.TenantDatabase;
import dev.tenantry.naming.Labels;
import dev.tenantry.naming.Names;
import dev.tenantry.naming.TypeTokens;
import dev.tenantry.render.RecordedResource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds in every shipped stack for every tenant, whatever its file says: our promises. */
class StackLawsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  static Stream<Stack> stacks() {
    return StackCase.SHIPPED.stream().map(name -> new Stack(name, StackCase.shipped(name)));
  }

  record Stack(String name, List<RecordedResource> resources) {
    List<JsonNode> objects(String kind) {
      return resources.stream()
          .filter(RecordedResource::isKubernetesObject)
          .filter(object -> object.kind().equals(kind))
          .<JsonNode>map(object -> JSON.valueToTree(object.inputs()))
          .toList();
    }

    Set<String> namespaces() {
      return objects("Namespace").stream()
          .map(namespace -> namespace.at("/metadata/name").asText())
          .collect(Collectors.toSet());
    }

    Set<String> namespacesWith(String kind) {
      return objects(kind).stream()
          .map(object -> object.at("/metadata/namespace").asText())
          .collect(Collectors.toSet());
    }

    Set<String> tenantNamespaces() {
      return namespaces().stream()
          .filter(name -> name.startsWith("tenant-"))
          .collect(Collectors.toSet());
    }

    @Override
    public String toString() {
      return name;
    }
  }

  @ParameterizedTest
  @MethodSource("stacks")
  void aStackHasTenants(Stack stack) {
    assertThat(stack.tenantNamespaces()).hasSizeGreaterThanOrEqualTo(2);
  }

  @ParameterizedTest
  @MethodSource("stacks")
  void everyTenantHasAQuotaAndALimitRangeAndEveryNamespaceADefaultDenyBothWays(Stack stack) {
    assertThat(stack.namespacesWith("ResourceQuota")).isEqualTo(stack.tenantNamespaces());
    assertThat(stack.namespacesWith("LimitRange")).isEqualTo(stack.tenantNamespaces());
    Set<String> denied =
        stack.objects("NetworkPolicy").stream()
            .filter(StackLawsTest::deniesEverything)
            .map(policy -> policy.at("/metadata/namespace").asText())
            .collect(Collectors.toSet());
    assertThat(denied).isEqualTo(stack.namespaces());
  }

  @ParameterizedTest
  @MethodSource("stacks")
  void everyNamespaceEnforcesRestrictedPodSecurityAtAPinnedVersion(Stack stack) {
    for (JsonNode namespace : stack.objects("Namespace")) {
      JsonNode labels = namespace.at("/metadata/labels");
      for (String mode : List.of("enforce", "audit", "warn")) {
        assertThat(labels.path(Labels.podSecurity(mode)).asText()).isEqualTo("restricted");
        assertThat(labels.path(Labels.podSecurityVersion(mode)).asText()).matches("v1\\.\\d+");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("stacks")
  void noServiceAccountMountsATokenTheDefaultOneIncluded(Stack stack) {
    List<JsonNode> accounts = stack.objects("ServiceAccount");
    assertThat(accounts)
        .allSatisfy(
            account ->
                assertThat(account.path("automountServiceAccountToken"))
                    .as(account.at("/metadata/name").asText())
                    .isEqualTo(JSON.getNodeFactory().booleanNode(false)));
    Set<String> defaults =
        accounts.stream()
            .filter(account -> account.at("/metadata/name").asText().equals("default"))
            .map(account -> account.at("/metadata/namespace").asText())
            .collect(Collectors.toSet());
    assertThat(defaults).isEqualTo(stack.namespaces());
  }

  @ParameterizedTest
  @MethodSource("stacks")
  void noTenantMayHavePodsWithoutRequestsNorOfAForeignPriority(Stack stack) {
    for (String name : List.of(Names.NO_BEST_EFFORT, Names.NO_FOREIGN_PRIORITY)) {
      assertThat(stack.objects("ResourceQuota"))
          .filteredOn(quota -> quota.at("/metadata/name").asText().equals(name))
          .hasSameSizeAs(stack.tenantNamespaces())
          .allMatch(quota -> quota.at("/spec/hard").toString().equals("{\"pods\":\"0\"}"));
    }
  }

  @ParameterizedTest
  @MethodSource("stacks")
  void noTenantMayHaveALoadBalancerOrANodePort(Stack stack) {
    List<JsonNode> quotas =
        stack.objects("ResourceQuota").stream()
            .filter(quota -> quota.at("/metadata/name").asText().equals(Names.TENANT_QUOTA))
            .toList();
    assertThat(quotas).hasSameSizeAs(stack.tenantNamespaces());
    for (JsonNode quota : quotas) {
      JsonNode hard = quota.at("/spec/hard");
      assertThat(hard.path("services.loadbalancers").asText()).isEqualTo("0");
      assertThat(hard.path("services.nodeports").asText()).isEqualTo("0");
      assertThat(hard.has("requests.nvidia.com/gpu")).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("stacks")
  void everyObjectNamesItsStackAndItsOwner(Stack stack) {
    stack.resources().stream()
        .filter(RecordedResource::isKubernetesObject)
        .<JsonNode>map(object -> JSON.valueToTree(object.metadata()))
        .forEach(
            metadata -> {
              JsonNode labels = metadata.path("labels");
              assertThat(labels.path(Labels.INSTANCE).asText()).isEqualTo(stack.name());
              assertThat(labels.path(Labels.MANAGED_BY).asText()).isEqualTo("tenantry");
              assertThat(metadata.at("/annotations/pulumi.com~1patchFieldManager").asText())
                  .isEqualTo("tenantry-" + stack.name());
            });
  }

  // Shared services let in whatever Namespace says that it is a tenant's.
  @ParameterizedTest
  @MethodSource("stacks")
  void everyObjectOfATenantNamesItAndTheOthersAreThePlatforms(Stack stack) {
    stack.resources().stream()
        .filter(RecordedResource::isKubernetesObject)
        .forEach(
            object -> {
              JsonNode metadata = JSON.valueToTree(object.metadata());
              JsonNode labels = metadata.path("labels");
              boolean ofATenant =
                  Stream.of(
                          TypeTokens.TENANT,
                          TypeTokens.TENANT_SECRETS,
                          TypeTokens.TENANT_DATA,
                          TypeTokens.TENANT_AGENTS)
                      .anyMatch(token -> object.parent().startsWith(token + "::"));
              for (String key :
                  List.of(Labels.TENANT_ID, Labels.TIER, Labels.COST_CENTRE, Labels.RING)) {
                boolean expected = ofATenant || isOfATenantsOwn(object, key);
                assertThat(labels.has(key)).as(object.name() + " " + key).isEqualTo(expected);
              }
              if (object.kind().equals(TenantDatabase.KIND)) {
                assertThat(object.namespace()).containsExactly(Names.DATA_NAMESPACE);
                assertThat(object.objectName()).isEqualTo(labels.path(Labels.TENANT_ID).asText());
              } else if (ofATenant) {
                String place = metadata.path("namespace").asText(metadata.path("name").asText());
                assertThat(place)
                    .as(object.name())
                    .isEqualTo("tenant-" + labels.path(Labels.TENANT_ID).asText());
              } else {
                assertThat(metadata.path("namespace").asText("")).doesNotStartWith("tenant-");
              }
            });
  }

  /** What the platform keeps for one tenant outside of its Namespace names the tenant alone. */
  private static boolean isOfATenantsOwn(RecordedResource object, String key) {
    return object.kind().equals("FlowSchema") && key.equals(Labels.TENANT_ID);
  }

  // A rule that fails open, only warns or holds nowhere looks like a rule and is none.
  @ParameterizedTest
  @MethodSource("stacks")
  void everyAdmissionPolicyFailsClosedAndIsBoundToDeny(Stack stack) {
    List<JsonNode> policies = stack.objects("ValidatingAdmissionPolicy");
    List<JsonNode> bindings = stack.objects("ValidatingAdmissionPolicyBinding");
    assertThat(policies)
        .isNotEmpty()
        .allSatisfy(
            policy -> assertThat(policy.at("/spec/failurePolicy").asText()).isEqualTo("Fail"));
    assertThat(bindings.stream().map(one -> one.at("/spec/policyName").asText()))
        .containsExactlyInAnyOrderElementsOf(
            policies.stream().map(one -> one.at("/metadata/name").asText()).toList());
    assertThat(bindings)
        .allSatisfy(
            binding ->
                assertThat(binding.at("/spec/validationActions").toString())
                    .isEqualTo("[\"Deny\",\"Audit\"]"));
  }

  // One tenant's flood of requests must wait in that tenant's own queues.
  @ParameterizedTest
  @MethodSource("stacks")
  void everyTenantHasAFlowSchemaOfItsOwn(Stack stack) {
    assertThat(
            stack.objects("FlowSchema").stream()
                .map(schema -> schema.at("/spec/rules/0/subjects/0/group/name").asText())
                .map(group -> group.replace("system:serviceaccounts:", "")))
        .containsExactlyInAnyOrderElementsOf(stack.tenantNamespaces());
  }

  @ParameterizedTest
  @MethodSource("stacks")
  void noNetworkPolicyOpensToEverywhere(Stack stack) {
    for (JsonNode policy : stack.objects("NetworkPolicy")) {
      assertThat(policy.toString()).doesNotContain("0.0.0.0/0").doesNotContain("::/0");
      policy
          .at("/spec/egress")
          .forEach(rule -> assertThat(rule.path("to")).as(policy.toString()).isNotEmpty());
      policy
          .at("/spec/ingress")
          .forEach(rule -> assertThat(rule.path("from")).as(policy.toString()).isNotEmpty());
    }
  }

  // Without it an update would create both at once, and a destroy would race.
  @ParameterizedTest
  @MethodSource("stacks")
  void everyObjectInANamespaceDependsOnIt(Stack stack) {
    Map<String, String> namespaces =
        stack.resources().stream()
            .filter(one -> one.type().endsWith(":Namespace"))
            .collect(Collectors.toMap(RecordedResource::objectName, RecordedResource::name));
    stack.resources().stream()
        .filter(object -> !object.namespace().isEmpty())
        .forEach(
            object -> {
              assertThat(object.options().get("dependsOn"))
                  .as(object.name())
                  .asInstanceOf(InstanceOfAssertFactories.LIST)
                  .contains(namespaces.get(object.namespace().get(0)));
            });
  }

  @ParameterizedTest
  @MethodSource("stacks")
  void noSecretValueIsDeclared(Stack stack) {
    assertThat(stack.objects("Secret")).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("stacks")
  void everyClusterObjectUsesTheStacksOwnProvider(Stack stack) {
    Map<String, Object> expected = Map.of("provider", "cluster");
    stack.resources().stream()
        .filter(resource -> resource.type().equals("tenantry:tenant:Tenant"))
        .forEach(tenant -> assertThat(tenant.options()).isEqualTo(expected));
  }

  private static boolean deniesEverything(JsonNode policy) {
    JsonNode spec = policy.path("spec");
    Set<String> directions = new TreeSet<>();
    spec.path("policyTypes").forEach(direction -> directions.add(direction.asText()));
    return directions.equals(Set.of("Ingress", "Egress"))
        && spec.path("podSelector").isObject()
        && spec.path("podSelector").isEmpty()
        && spec.path("ingress").isEmpty()
        && spec.path("egress").isEmpty();
  }
}
