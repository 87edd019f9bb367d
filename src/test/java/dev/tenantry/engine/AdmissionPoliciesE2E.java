package dev.tenantry.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.admission.AdmissionCase;
import dev.tenantry.admission.AdmissionRule;
import dev.tenantry.admission.AdmissionRules;
import dev.tenantry.config.loading.ConfigLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every rule on the real API server: what passes, what is refused and with which words, and that
 * without the rule nothing else would have refused it.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AdmissionPoliciesE2E {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Environment ENVIRONMENT = Environment.shared();
  private static final String NAMESPACE = "tenant-admission-open";
  private static final String TENANT = "tenant-admission-rules";
  private static final Path RESOURCES = Path.of("src/test/resources/dev/tenantry/admission");
  private static final Pattern WARNING =
      Pattern.compile("Validation failed for ValidatingAdmissionPolicy 'tenantry-([a-z-]+)'");

  /** The API server takes up a changed policy within a second or two. */
  private static final long TAKES_EFFECT_SECONDS = 20;

  @TempDir private static Path folder;
  private static Project project;

  @BeforeAll
  static void applyTheStack() throws Exception {
    project =
        Project.in(folder, ENVIRONMENT)
            .tenant(
                "admission-rules",
                "tier: standard\ncostCentre: cc-1\nagents: { support: { tools: [] } }\n");
    project.up().succeeded();
    apply("surroundings.yaml");
    ObjectNode pod = (ObjectNode) cases("image-digest", false).get(0).body(null);
    ((ObjectNode) pod.get("metadata")).put("name", "running");
    awaitRefusal(cases("image-digest", true).get(0));
    asTenant("create", "-n", NAMESPACE, "-f", file(pod)).succeeded();
  }

  @AfterAll
  static void removeEverything() {
    remove("surroundings.yaml");
    project.pulumi("destroy", "--yes", "--skip-preview", "--stack", "local").succeeded();
  }

  @Test
  @Order(1)
  void whatKeepsTheRulesPasses() {
    for (AdmissionCase one : AdmissionCase.all()) {
      if (!one.refused()) {
        assertThat(attempt(one, NAMESPACE).succeeded().out()).as(one.name()).isNotNull();
      }
    }
  }

  @Test
  @Order(1)
  void anAcceleratorPassesForATenantWhoseQuotaGrantsOne() {
    grantGpu("\"1\"");
    AdmissionCase pod = cases("gpu", true).get(0);
    CommandResult granted = await(pod, NAMESPACE, result -> result.exit() == 0);
    grantGpu("null");
    assertThat(granted.succeeded().out()).contains("created");
  }

  @Test
  @Order(2)
  void whatBreaksARuleIsRefusedInTheRulesOwnWords() {
    Map<String, AdmissionRule> rules = new TreeMap<>();
    rules().forEach(rule -> rules.put(rule.id(), rule));
    for (AdmissionCase one : AdmissionCase.all()) {
      if (one.refused()) {
        String answer = awaitRefusal(one);
        List<String> words = new ArrayList<>(messages(rules.get(one.rule())));
        one.also().forEach(other -> words.addAll(messages(rules.get(other))));
        assertThat(words).as("%s: %s", one.name(), answer).anyMatch(answer::contains);
      }
    }
    report();
  }

  // Warnings name every rule that would refuse: exactly one, so that without it the case passes.
  @Test
  @Order(3)
  void noOtherRuleRefusesWhatARuleRefuses() throws IOException {
    change(
        "validatingadmissionpolicybindings",
        spec -> spec.putArray("validationActions").add("Warn"));
    for (AdmissionCase one : AdmissionCase.all()) {
      Set<String> expected = new TreeSet<>(one.also());
      if (one.refused()) {
        expected.add(one.rule());
      }
      CommandResult answer =
          await(one, NAMESPACE, result -> result.exit() == 0 && warned(result).equals(expected));
      assertThat(warned(answer)).as("%s: %s", one.name(), answer.out()).isEqualTo(expected);
    }
  }

  // Otherwise a rule that refuses nothing would look like one that works.
  @Test
  @Order(4)
  void withoutItsExpressionsNoRuleRefusesAnything() throws IOException {
    change(
        "validatingadmissionpolicybindings",
        spec -> spec.putArray("validationActions").add("Deny"));
    change(
        "validatingadmissionpolicies",
        spec ->
            spec.get("validations").forEach(one -> ((ObjectNode) one).put("expression", "true")));
    Set<String> podSecurityToo = new TreeSet<>();
    Set<String> quotaToo = new TreeSet<>();
    for (AdmissionCase one : AdmissionCase.all()) {
      if (!one.refused()) {
        continue;
      }
      CommandResult answer = await(one, NAMESPACE, result -> result.exit() == 0);
      assertThat(answer.exit()).as("%s: %s", one.name(), answer.out()).isZero();
      if (one.update().isEmpty()) {
        String out = attempt(one, TENANT).out();
        boolean byPodSecurity = out.contains("is forbidden: violates PodSecurity");
        (byPodSecurity ? podSecurityToo : quotaToo)
            .addAll(
                byPodSecurity || out.contains("exceeded quota") ? Set.of(one.rule()) : Set.of());
      }
    }
    System.out.println("Pod Security refuses too: " + podSecurityToo);
    System.out.println("The quota refuses too: " + quotaToo);
    assertThat(podSecurityToo).contains("privileged", "host-path").doesNotContain("image-digest");
    assertThat(quotaToo).contains("service-type", "gpu");
  }

  private static void report() {
    System.out.println("Admission rules on the API server (passed, refused):");
    for (AdmissionRule rule : rules()) {
      System.out.printf(
          "  %-28s %2d %2d%n",
          rule.id(), cases(rule.id(), false).size(), cases(rule.id(), true).size());
    }
    long refused = AdmissionCase.all().stream().filter(AdmissionCase::refused).count();
    System.out.printf(
        "  %d rules, %d cases passed, %d refused%n",
        rules().size(), AdmissionCase.all().size() - refused, refused);
  }

  private static List<AdmissionRule> rules() {
    return AdmissionRules.of(ConfigLoader.load(Path.of(""), "local").platform().admission());
  }

  private static List<String> messages(AdmissionRule rule) {
    return rule.checks().stream()
        .map(
            check ->
                String.format(
                    "ValidatingAdmissionPolicy 'tenantry-%1$s' with binding 'tenantry-%1$s' denied"
                        + " request: %2$s",
                    rule.id(), check.message()))
        .toList();
  }

  private static List<AdmissionCase> cases(String rule, boolean refused) {
    return AdmissionCase.all().stream()
        .filter(one -> one.rule().equals(rule) && one.refused() == refused)
        .toList();
  }

  private static String awaitRefusal(AdmissionCase one) {
    return await(one, NAMESPACE, result -> result.exit() != 0).failed().out();
  }

  private static CommandResult await(
      AdmissionCase one, String namespace, Predicate<CommandResult> expected) {
    long deadline = System.nanoTime() + Duration.ofSeconds(TAKES_EFFECT_SECONDS).toNanos();
    CommandResult result = attempt(one, namespace);
    while (!expected.test(result) && System.nanoTime() < deadline) {
      result = attempt(one, namespace);
    }
    return result;
  }

  /** The request as a dry run, which admission judges like any other. */
  private static CommandResult attempt(AdmissionCase one, String namespace) {
    if (one.update().isEmpty()) {
      return asTenant(
          "create",
          "--dry-run=server",
          "--validate=false",
          "-n",
          one.namespace().isEmpty() ? namespace : one.namespace(),
          "-f",
          file(one.body(null)));
    }
    String body = file(one.body(json(ENVIRONMENT.kubectl("get", "--raw", one.update()))));
    String path = one.update() + (one.subresource().isEmpty() ? "" : "/" + one.subresource());
    String[] replace = {"replace", "--raw", path + "?dryRun=All", "-f", body};
    return one.asDeployer() ? ENVIRONMENT.kubectl(replace) : asTenant(replace);
  }

  private static CommandResult asTenant(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--as=tenant-user", "--as-group=admission-test"));
    return ENVIRONMENT.kubectl(all.toArray(String[]::new));
  }

  /** Changes the spec of all objects of a kind behind the stack's back. */
  private static void change(String kind, Consumer<ObjectNode> edit) throws IOException {
    JsonNode list =
        json(
            ENVIRONMENT.kubectl(
                "get", kind, "-l", "app.kubernetes.io/managed-by=tenantry", "-o", "json"));
    list.get("items").forEach(item -> edit.accept((ObjectNode) item.get("spec")));
    ENVIRONMENT.kubectl("replace", "-f", file(list)).succeeded();
  }

  private static Set<String> warned(CommandResult result) {
    Set<String> rules = new TreeSet<>();
    WARNING.matcher(result.out()).results().forEach(found -> rules.add(found.group(1)));
    return rules;
  }

  private static void grantGpu(String amount) {
    String patch = "{\"spec\":{\"hard\":{\"requests.nvidia.com/gpu\":" + amount + "}}}";
    ENVIRONMENT
        .kubectl("patch", "resourcequota", "tenant-quota", "-n", NAMESPACE, "-p", patch)
        .succeeded();
  }

  private static void apply(String resource) {
    ENVIRONMENT.kubectl("apply", "-f", RESOURCES.resolve(resource).toString()).succeeded();
  }

  private static void remove(String resource) {
    ENVIRONMENT.kubectl("delete", "-f", RESOURCES.resolve(resource).toString()).succeeded();
  }

  private static String file(JsonNode content) {
    try {
      Path file = folder.resolve("request.json");
      Files.writeString(file, content.toString());
      return file.toString();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static JsonNode json(CommandResult result) {
    try {
      return JSON.readTree(result.succeeded().out());
    } catch (IOException e) {
      throw new AssertionError(result.out(), e);
    }
  }
}
