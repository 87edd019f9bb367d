package dev.tenantry.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tenantry.engine.ServedResources.Resource;
import dev.tenantry.golden.Golden;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Who may do what, asked of the real API server: every subject, verb and served resource in the own
 * Namespace, in another tenant's and in the whole cluster.
 */
class AccessE2E {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Environment ENVIRONMENT = Environment.shared();
  private static final String OWN = "tenant-access-own";
  private static final String OTHER = "tenant-access-other";
  private static final String TENANT =
      "tier: standard\ncostCentre: cc-1\nagents:\n  support: { tools: [sql] }\ngroups:\n"
          + "  viewer: [NAME-viewers@example.com]\n"
          + "  operator: [NAME-operators@example.com]\n"
          + "  deployer: [NAME-ci@example.com]\n";

  private static final Subject VIEWER = Subject.person("viewer", "access-own-viewers@example.com");
  private static final Subject OPERATOR =
      Subject.person("operator", "access-own-operators@example.com");
  private static final Subject DEPLOYER = Subject.person("deployer", "access-own-ci@example.com");
  private static final Subject AGENT = Subject.account("agent", OWN, "agent-support");
  private static final Subject TOOL = Subject.account("tool", OWN, "agent-support-tool-sql");
  private static final Subject DEFAULT = Subject.account("default", OWN, "default");
  private static final Subject STRANGER = Subject.stranger();

  private static final List<Subject> ROLES = List.of(VIEWER, OPERATOR, DEPLOYER);
  private static final List<Subject> NOBODIES = List.of(AGENT, TOOL, DEFAULT, STRANGER);
  private static final List<Subject> ALL =
      Stream.of(ROLES, NOBODIES).flatMap(List::stream).toList();

  /** Shown in the matrix although nobody may touch them: what a reader looks for first. */
  private static final List<String> SHOWN =
      List.of(
          "daemonsets.apps",
          "endpoints",
          "ingresses.networking.k8s.io",
          "pods/attach",
          "pods/ephemeralcontainers",
          "pods/exec",
          "pods/portforward",
          "pods/proxy",
          "rolebindings.rbac.authorization.k8s.io",
          "roles.rbac.authorization.k8s.io",
          "secrets",
          "serviceaccounts/token",
          "services/proxy");

  @TempDir private static Path folder;
  private static Project project;
  private static ApiServer server;
  private static Set<Resource> served;
  private static Path job;

  @BeforeAll
  static void applyTwoTenants() throws IOException {
    project =
        Project.in(folder, ENVIRONMENT)
            .tenant("access-own", TENANT.replace("NAME", "access-own"))
            .tenant("access-other", TENANT.replace("NAME", "access-other"));
    project.up().succeeded();
    // Something to steal: a refusal must not be an object that is not there.
    for (String namespace : List.of(OWN, OTHER)) {
      admin("create configmap planted -n " + namespace + " --from-literal=a=b").succeeded();
      admin("create secret generic planted -n " + namespace + " --from-literal=a=b").succeeded();
      admin("create -f " + file("access-deployment.yaml", namespace) + " -n " + namespace)
          .succeeded();
    }
    job = file("access-job.yaml", OWN);
    server = ApiServer.asAdministrator(ENVIRONMENT);
    served = ServedResources.of(server);
  }

  @AfterAll
  static void destroy() {
    project.pulumi("destroy", "--yes", "--skip-preview", "--stack", "local").succeeded();
  }

  @Test
  void inTheOwnNamespaceEachRoleMayDoExactlyThisAndNobodyElseAnything() {
    AccessMatrix own = AccessMatrix.ask(server, ALL, served(true), OWN);
    AccessMatrix cluster = AccessMatrix.ask(server, List.of(STRANGER), served(false), "");
    Golden.assertMatches(
        "access/matrix.txt",
        "Who may do what in the own Namespace, as a real API server answers.\n"
            + "read: get, list, watch. write: create, update, patch, delete.\n"
            + "Every other served resource, and every other verb of these, is refused.\n"
            + "So is everything to agents' accounts, the default account and strangers.\n\n"
            + own.table(ROLES, SHOWN)
            + "\nIn other Namespaces: nothing. In the whole cluster, as everybody who is known:\n\n"
            + String.join("\n", cluster.of(STRANGER))
            + "\n");
    for (Subject nobody : NOBODIES) {
      assertThat(own.of(nobody)).as(nobody.name()).isEmpty();
    }
    assertThat(own.questions()).isGreaterThan(3000);
  }

  @Test
  void inAnotherTenantsNamespaceNobodyMayDoAnything() {
    AccessMatrix other = AccessMatrix.ask(server, ALL, served(true), OTHER);
    for (Subject subject : ALL) {
      assertThat(other.of(subject)).as(subject.name()).isEmpty();
    }
  }

  @Test
  void inAllNamespacesAndInTheClusterATenantsSubjectsMayDoWhatAnyStrangerMay() {
    AccessMatrix cluster = AccessMatrix.ask(server, ALL, served, "");
    assertThat(cluster.of(STRANGER)).isNotEmpty();
    for (Subject subject : ALL) {
      assertThat(cluster.of(subject)).as(subject.name()).isEqualTo(cluster.of(STRANGER));
    }
  }

  // A single question misses a grant for one object's name; the list of all rules does not.
  @ParameterizedTest
  @ValueSource(strings = {OTHER, "default", "kube-system", "kube-public"})
  void theRulesOutsideOfTheOwnNamespaceAreThoseOfAnyStranger(String namespace) {
    Set<String> everybody = rules(STRANGER, namespace);
    assertThat(everybody).isNotEmpty().noneMatch(rule -> rule.contains("*"));
    for (Subject subject : ALL) {
      assertThat(rules(subject, namespace)).as(subject.name()).isEqualTo(everybody);
    }
  }

  // Were the reviews blind, every test here would pass.
  @Test
  void aPlantedGrantForOneObjectOfAnotherTenantIsNoticed() {
    Set<String> before = rules(VIEWER, OTHER);
    admin("create role hole -n " + OTHER + " --verb=get --resource=secrets --resource-name=planted")
        .succeeded();
    String group = VIEWER.groups().get(0);
    admin("create rolebinding hole -n " + OTHER + " --role=hole --group=" + group).succeeded();
    try {
      awaitRules(rules -> rules.contains("/secrets get[\"planted\"]"));
      as(VIEWER, "get secret planted -n " + OTHER).succeeded();
    } finally {
      admin("delete rolebinding,role hole -n " + OTHER).succeeded();
    }
    awaitRules(before::equals);
  }

  @Test
  void theRulesInTheOwnNamespaceAreThoseOfTheRoleAndOfAnyStranger() {
    Set<String> everybody = rules(STRANGER, OWN);
    for (Subject subject : ROLES) {
      JsonNode role =
          server.get(
              "/apis/rbac.authorization.k8s.io/v1/namespaces/" + OWN + "/roles/" + subject.name());
      Set<String> expected = new TreeSet<>(everybody);
      expected.addAll(RulesReview.flat(role.path("rules")));
      assertThat(rules(subject, OWN)).as(subject.name()).isEqualTo(expected);
    }
    for (Subject nobody : NOBODIES) {
      assertThat(rules(nobody, OWN)).as(nobody.name()).isEqualTo(everybody);
    }
  }

  static Stream<Subject> all() {
    return ALL.stream();
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyAttemptOnAnotherTenantIsRefused(Subject subject) {
    for (String attempt : AccessAttempts.ACROSS_TENANTS) {
      assertRefused(subject, own(attempt).replace("OTHER", OTHER));
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyAttemptThatNoRoleAllowsIsRefusedInTheOwnNamespace(Subject subject) {
    for (String attempt : AccessAttempts.FOR_NOBODY) {
      assertRefused(subject, own(attempt));
    }
  }

  @Test
  void attemptsInTheOwnNamespaceEndAsTheRoleSays() {
    for (Subject subject : ROLES) {
      AccessAttempts.refused(subject.name())
          .forEach(attempt -> assertRefused(subject, own(attempt)));
      AccessAttempts.allowed(subject.name())
          .forEach(attempt -> as(subject, own(attempt)).succeeded());
    }
  }

  // Impersonation skips authentication; an agent that is broken into holds a real token.
  @Test
  void anAgentsRealTokenOpensNothing() {
    String token = admin("create token agent-support -n " + OWN).succeeded().out().strip();
    ApiServer agent = server.withToken(token);
    JsonNode me =
        agent.post(
            "/apis/authentication.k8s.io/v1/selfsubjectreviews",
            JSON.createObjectNode()
                .put("apiVersion", "authentication.k8s.io/v1")
                .put("kind", "SelfSubjectReview"));
    assertThat(me.at("/status/userInfo/username").asText()).isEqualTo(AGENT.user());
    for (String namespace : List.of(OWN, OTHER)) {
      String path = "/api/v1/namespaces/" + namespace;
      assertForbidden(agent.send("GET", path, ""));
      assertForbidden(agent.send("GET", path + "/pods", ""));
      assertForbidden(agent.send("GET", path + "/secrets", ""));
      assertForbidden(agent.send("GET", path + "/configmaps/planted", ""));
      assertForbidden(agent.send("PATCH", path + "/configmaps/planted", "{\"data\":{}}"));
      assertForbidden(agent.send("DELETE", path + "/configmaps/planted", ""));
      assertForbidden(agent.send("POST", path + "/serviceaccounts/agent-support/token", "{}"));
      assertForbidden(agent.send("POST", path + "/serviceaccounts/default/token", "{}"));
      Subject neighbour = Subject.account("neighbour", namespace, "agent-support-tool-sql");
      assertForbidden(agent.as(neighbour).send("GET", path + "/pods", ""));
    }
    Subject administrator = new Subject("root", "root", List.of("system:masters"));
    assertForbidden(agent.as(administrator).send("GET", "/api/v1/secrets", ""));
    assertForbidden(agent.as(VIEWER).send("GET", "/api/v1/namespaces/" + OWN + "/pods", ""));
  }

  private static void assertForbidden(ApiServer.Answer answer) {
    assertThat(answer.status()).as(answer.toString()).isEqualTo(403);
  }

  private static void assertRefused(Subject subject, String attempt) {
    assertThat(as(subject, attempt).failed().out())
        .as(subject + ": " + attempt)
        .containsIgnoringCase("forbidden")
        .contains("\"" + subject.user() + "\" cannot ");
  }

  private static String own(String attempt) {
    return attempt.replace("OWN", OWN).replace("JOB", job.toString());
  }

  /** A manifest of the tenant whose Namespace is given. */
  private static Path file(String manifest, String namespace) throws IOException {
    try (InputStream yaml = AccessE2E.class.getResourceAsStream(manifest)) {
      String text = new String(yaml.readAllBytes(), StandardCharsets.UTF_8);
      return Files.writeString(
          folder.resolve(namespace + "-" + manifest),
          text.replace("TENANT", namespace.substring("tenant-".length())));
    }
  }

  private static CommandResult as(Subject subject, String attempt) {
    StringBuilder line = new StringBuilder(attempt).append(" --as=").append(subject.user());
    subject.groups().forEach(group -> line.append(" --as-group=").append(group));
    return admin(line.toString());
  }

  private static CommandResult admin(String line) {
    return ENVIRONMENT.kubectl(line.split(" "));
  }

  private static Set<Resource> served(boolean namespaced) {
    return served.stream()
        .filter(resource -> resource.namespaced() == namespaced)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> rules(Subject subject, String namespace) {
    return RulesReview.of(server, subject, namespace);
  }

  /** The authoriser learns of a new Role by its watch, a moment later. */
  private static void awaitRules(Predicate<Set<String>> expected) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (!expected.test(rules(VIEWER, OTHER))) {
      assertThat(System.nanoTime()).as("%s", rules(VIEWER, OTHER)).isLessThan(end);
    }
  }
}
