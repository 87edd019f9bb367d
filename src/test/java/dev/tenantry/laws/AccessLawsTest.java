package dev.tenantry.laws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.golden.StackCase;
import dev.tenantry.naming.DataNames;
import dev.tenantry.naming.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Access in every shipped stack; and that each law would notice if somebody gave more. */
class AccessLawsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> ROLES = List.of(Names.DEPLOYER, Names.OPERATOR, Names.VIEWER);
  private static final List<JsonNode> RENDERED =
      new StackLawsTest.Stack("local", StackCase.shipped("local")).objects("Role");
  private static final String OWN = "tenant-acme";

  @ParameterizedTest
  @MethodSource("dev.tenantry.laws.StackLawsTest#stacks")
  void everyTenantHasTheSameThreeRolesAndNoneBreaksALaw(StackLawsTest.Stack stack) {
    Set<String> rules = new TreeSet<>();
    for (String namespace : stack.tenantNamespaces()) {
      List<JsonNode> roles =
          stack.objects("Role").stream()
              .filter(role -> role.at("/metadata/namespace").asText().equals(namespace))
              .toList();
      assertThat(roles).extracting(AccessLawsTest::name).containsExactlyInAnyOrderElementsOf(ROLES);
      roles.forEach(role -> assertThat(RoleLaws.broken(role)).as(role.toString()).isEmpty());
      roles.forEach(role -> rules.add(name(role) + role.path("rules")));
    }
    assertThat(rules).hasSameSizeAs(ROLES);
    assertThat(stack.objects("Role"))
        .filteredOn(role -> !isThePlatforms(role))
        .hasSize(stack.tenantNamespaces().size() * ROLES.size());
  }

  @ParameterizedTest
  @MethodSource("dev.tenantry.laws.StackLawsTest#stacks")
  void bindingsNameGroupsOfOneTenantOnly(StackLawsTest.Stack stack) {
    List<JsonNode> bindings =
        stack.objects("RoleBinding").stream().filter(one -> !isThePlatforms(one)).toList();
    assertThat(bindings).isNotEmpty();
    assertThat(
            BindingLaws.broken(
                stack.tenantNamespaces(), bindings, stack.objects("ClusterRoleBinding")))
        .isEmpty();
    assertThat(bindings)
        .allSatisfy(
            binding -> {
              assertThat(ROLES).contains(binding.at("/roleRef/name").asText());
              assertThat(binding.path("subjects")).isNotEmpty();
            });
  }

  /** The platform's own: DataLawsTest and ModelLawsTest say what each may hold. */
  private static boolean isThePlatforms(JsonNode object) {
    String namespace = object.at("/metadata/namespace").asText();
    return namespace.equals(Names.DATA_NAMESPACE) && name(object).equals(DataNames.PROVISIONER)
        || namespace.equals(Names.INFERENCE_NAMESPACE) && name(object).startsWith("picker-");
  }

  @Test
  void anOperatorMayDoWhatAViewerMay() {
    Set<String> operator = grants(role(Names.OPERATOR));
    assertThat(operator).containsAll(grants(role(Names.VIEWER)));
  }

  static Stream<String> roles() {
    return ROLES.stream();
  }

  @ParameterizedTest
  @MethodSource("roles")
  void aForbiddenVerbInAnyRuleBreaksALaw(String name) {
    for (String verb : RoleLaws.FORBIDDEN_VERBS) {
      for (JsonNode mutant : mutants(name, "verbs", verb)) {
        assertThat(RoleLaws.broken(mutant))
            .as("%s: %s", verb, mutant)
            .contains(RoleLaws.Law.KNOWN_VERBS_ONLY);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("roles")
  void aWildcardAnywhereInAnyRuleBreaksALaw(String name) {
    for (String key : List.of("apiGroups", "resources", "verbs")) {
      for (String wildcard : List.of("*", "pods/*", "*/scale")) {
        for (JsonNode mutant : mutants(name, key, wildcard)) {
          assertThat(RoleLaws.broken(mutant))
              .as("%s %s: %s", key, wildcard, mutant)
              .contains(RoleLaws.Law.NO_WILDCARD);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("roles")
  void aForbiddenResourceInAnyRuleOrInARuleOfItsOwnBreaksALaw(String name) {
    for (String resource : RoleLaws.FORBIDDEN_RESOURCES) {
      List<JsonNode> mutants = new ArrayList<>(mutants(name, "resources", resource));
      for (String verb : everyVerb()) {
        mutants.add(withRule(name, resource, verb));
      }
      for (JsonNode mutant : mutants) {
        assertThat(RoleLaws.broken(mutant))
            .as("%s: %s", resource, mutant)
            .contains(RoleLaws.Law.FORBIDDEN_RESOURCE);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("roles")
  void aWriteOfWhatClosesTheNamespaceBreaksALaw(String name) {
    for (String resource : RoleLaws.READ_ONLY_RESOURCES) {
      for (String verb : RoleLaws.WRITING_VERBS) {
        assertThat(RoleLaws.broken(withRule(name, resource, verb)))
            .as("%s %s", verb, resource)
            .contains(RoleLaws.Law.READ_ONLY_RESOURCE);
      }
    }
  }

  @Test
  void aWrittenPodTemplateBreaksALawForAllButTheDeployer() {
    for (String resource : RoleLaws.POD_TEMPLATES) {
      for (String verb : List.of("create", "update", "patch")) {
        for (String name : List.of(Names.VIEWER, Names.OPERATOR)) {
          assertThat(RoleLaws.broken(withRule(name, resource, verb)))
              .as("%s %s", verb, resource)
              .contains(RoleLaws.Law.ONLY_A_DEPLOYER_WRITES_POD_TEMPLATES);
        }
      }
    }
  }

  @Test
  void aViewerWhoMayWriteAnythingBreaksALaw() {
    for (String verb : RoleLaws.WRITING_VERBS) {
      assertThat(RoleLaws.broken(withRule(Names.VIEWER, "configmaps", verb)))
          .contains(RoleLaws.Law.A_VIEWER_ONLY_READS);
    }
  }

  @ParameterizedTest
  @MethodSource("roles")
  void aRuleForOneNameOrOneAddressBreaksALaw(String name) {
    for (String key : List.of("resourceNames", "nonResourceURLs")) {
      for (JsonNode mutant : mutants(name, key, "x")) {
        assertThat(RoleLaws.broken(mutant)).contains(RoleLaws.Law.RESOURCES_BY_KIND_ONLY);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Role, Group, system:authenticated, '', NO_GROUP_OF_KUBERNETES",
    "Role, Group, system:unauthenticated, '', NO_GROUP_OF_KUBERNETES",
    "Role, Group, system:serviceaccounts:tenant-globex, '', NO_GROUP_OF_KUBERNETES",
    "Role, Group, globex-viewers@example.com, '', NO_GROUP_IN_TWO_TENANTS",
    "Role, User, ann@example.com, '', NO_SINGLE_USER",
    "Role, ServiceAccount, agent-support, tenant-acme, NO_ACCOUNT_OF_A_TENANT",
    "Role, ServiceAccount, agent-research, tenant-globex, NO_FOREIGN_ACCOUNT",
    "Role, ServiceAccount, default, kube-system, NO_FOREIGN_ACCOUNT",
    "ClusterRole, Group, acme-viewers@example.com, '', A_TENANTS_ROLE_ONLY",
  })
  void aBadBindingBreaksALaw(
      String role, String kind, String name, String namespace, BindingLaws.Law law) {
    JsonNode neighbour =
        binding("tenant-globex", "Role", "Group", "globex-viewers@example.com", "");
    JsonNode bad = binding(OWN, role, kind, name, namespace);
    assertThat(BindingLaws.broken(tenants(), List.of(neighbour, bad), List.of())).contains(law);
  }

  @ParameterizedTest
  @CsvSource({
    "Group, acme-viewers@example.com, '', NO_TENANT_AT_CLUSTER_SCOPE",
    "ServiceAccount, agent-support, tenant-acme, NO_TENANT_AT_CLUSTER_SCOPE",
    "ServiceAccount, default, tenant-globex, NO_TENANT_AT_CLUSTER_SCOPE",
    "Group, system:authenticated, '', NO_GROUP_OF_KUBERNETES",
    "Group, system:unauthenticated, '', NO_GROUP_OF_KUBERNETES",
    "Group, system:serviceaccounts:tenant-acme, '', NO_GROUP_OF_KUBERNETES",
  })
  void aTenantBoundAtClusterScopeBreaksALaw(
      String kind, String name, String namespace, BindingLaws.Law law) {
    JsonNode own = binding(OWN, "Role", "Group", "acme-viewers@example.com", "");
    JsonNode bad = binding("", "ClusterRole", kind, name, namespace);
    assertThat(BindingLaws.broken(tenants(), List.of(own), List.of(bad))).contains(law);
  }

  private static Set<String> tenants() {
    return Set.of(OWN, "tenant-globex");
  }

  private static JsonNode role(String name) {
    return RENDERED.stream().filter(role -> name(role).equals(name)).findFirst().orElseThrow();
  }

  /** One copy of a Role per rule, each with a word more in that rule. */
  private static List<JsonNode> mutants(String name, String key, String word) {
    List<JsonNode> mutants = new ArrayList<>();
    JsonNode role = role(name);
    for (int rule = 0; rule < role.path("rules").size(); rule++) {
      JsonNode mutant = role.deepCopy();
      ((ObjectNode) mutant.path("rules").get(rule)).withArray(key).add(word);
      mutants.add(mutant);
    }
    return mutants;
  }

  private static JsonNode withRule(String name, String resource, String verb) {
    JsonNode mutant = role(name).deepCopy();
    ObjectNode rule = ((ArrayNode) mutant.path("rules")).addObject();
    rule.withArray("apiGroups").add("");
    rule.withArray("resources").add(resource);
    rule.withArray("verbs").add(verb);
    return mutant;
  }

  private static List<String> everyVerb() {
    return Stream.of(RoleLaws.READING_VERBS, RoleLaws.WRITING_VERBS, RoleLaws.FORBIDDEN_VERBS)
        .flatMap(List::stream)
        .toList();
  }

  private static JsonNode binding(
      String in, String roleKind, String kind, String name, String namespace) {
    ObjectNode binding = JSON.createObjectNode();
    binding.putObject("metadata").put("namespace", in);
    binding.putObject("roleRef").put("kind", roleKind);
    ObjectNode subject = binding.putArray("subjects").addObject();
    subject.put("kind", kind).put("name", name).put("namespace", namespace);
    return binding;
  }

  private static Set<String> grants(JsonNode role) {
    Set<String> grants = new TreeSet<>();
    for (JsonNode rule : role.path("rules")) {
      for (JsonNode resource : rule.path("resources")) {
        for (JsonNode verb : rule.path("verbs")) {
          grants.add(rule.path("apiGroups") + resource.asText() + " " + verb.asText());
        }
      }
    }
    return grants;
  }

  private static String name(JsonNode object) {
    return object.at("/metadata/name").asText();
  }
}
