package dev.tenantry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tenantry.golden.Golden;
import dev.tenantry.golden.StackCase;
import dev.tenantry.naming.Labels;
import dev.tenantry.plan.Operation;
import dev.tenantry.plan.Outcome;
import dev.tenantry.plan.Owners;
import dev.tenantry.plan.Plan;
import dev.tenantry.plan.Preview;
import dev.tenantry.plan.Step;
import dev.tenantry.policies.pack.TenantryRules;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The command itself, offline: exit codes, files, and whose a resource is. */
class PlanCommandTest {
  private static final List<String> STACKS = StackCase.SHIPPED;
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

  private record Result(int exit, String out, String error) {}

  @Test
  void theSchemaIsFresh() {
    Golden.assertFileMatches(Path.of("schemas", "plan.schema.json"), PlanSchemas.plan());
  }

  @Test
  void offlineEverythingIsCreatedAndSaidSo() throws IOException {
    Path json = folder.resolve("plan.json");
    Path sarif = folder.resolve("plan.sarif");
    Result result =
        plan(
            "local",
            "--offline",
            "--markdown",
            "--json",
            json.toString(),
            "--sarif",
            sarif.toString());
    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.out())
        .startsWith("<!-- tenantry-plan: local -->\n## Plan of stack `local`: changes\n")
        .contains("> Made offline, from what the program declares: no engine,")
        .contains("### Policies: no violation (tenantry)")
        .contains("| `acme` | ");
    PlanSchemas.assertPlan(Files.readString(json));
    PlanSchemas.assertSarif(Files.readString(sarif));
    JsonNode plan = JSON.readTree(json.toFile());
    assertThat(plan.path("source").asText()).isEqualTo("offline");
    assertThat(plan.at("/sections/1/counts/created").asInt())
        .isEqualTo(plan.at("/sections/1/changes").size())
        .isPositive();
  }

  @ParameterizedTest
  @FieldSource("STACKS")
  void aResourceIsTheTenantsWhoseLabelItHas(String stack) {
    for (Step step :
        OfflinePreview.of(stack, StackCase.shipped(stack), TenantryRules.all()).steps()) {
      JsonNode inputs = step.inputsAfter();
      String label = inputs.path("metadata").path("labels").path(Labels.TENANT_ID).asText();
      if (!label.isEmpty()) {
        assertThat(Owners.of(step)).as(step.urn()).isEqualTo(label);
      }
      String namespace = inputs.path("metadata").path("namespace").asText();
      if (namespace.startsWith("tenant-")) {
        assertThat("tenant-" + Owners.of(step)).as(step.urn()).isEqualTo(namespace);
      }
    }
  }

  @ParameterizedTest
  @FieldSource("STACKS")
  void nothingOfAShippedStackIsHiddenOrLostInACount(String stack) {
    Preview preview = OfflinePreview.of(stack, StackCase.shipped(stack), TenantryRules.all());
    Plan plan = Plan.of(preview, PlanPrices.of(preview.steps()));
    assertThat(plan.outcome()).isEqualTo(Outcome.CHANGES);
    assertThat(plan.count(Operation.CREATED))
        .isEqualTo((int) preview.steps().stream().filter(Step::custom).count());
    // Hiding more than secrets would make diffs useless; the program itself declares one only.
    assertThat(
            plan.sections().stream()
                .flatMap(section -> section.changes().stream())
                .flatMap(change -> change.properties().stream())
                .filter(property -> property.after().orElse("").contains("[secret]"))
                .map(property -> property.path() + ": " + property.after().orElse(""))
                .distinct())
        .isSubsetOf("kubeconfig: [secret]");
  }

  @Test
  void aFileThatIsRefusedIsThePlansAnswer() throws IOException {
    Path tenants = folder.resolve("stacks/local/tenants");
    Files.createDirectories(tenants);
    Files.copy(Path.of("stacks/local/platform.yaml"), folder.resolve("stacks/local/platform.yaml"));
    Files.writeString(tenants.resolve("acme.yaml"), "tier: gold\ncostCentre: cc-1\n");
    Result result = plan("local", "--offline", "--markdown", "--project", folder.toString());
    assertThat(result.exit()).isEqualTo(TenantryCommand.FAILURE);
    assertThat(result.out())
        .contains("## Plan of stack `local`: failed")
        .contains("stacks/local/tenants/acme.yaml:1:7: tier: ");
    GithubMarkdown.assertSafe(result.out());
  }

  @Test
  void rulesThatTheStackSwitchedOffAreSaid() throws IOException {
    Path tenants = folder.resolve("stacks/local/tenants");
    Files.createDirectories(tenants);
    Files.createDirectories(folder.resolve("policies"));
    Files.createFile(folder.resolve("policies/PulumiPolicy.yaml"));
    Files.copy(Path.of("stacks/local/platform.yaml"), folder.resolve("stacks/local/platform.yaml"));
    Files.copy(Path.of("stacks/local/tenants/acme.yaml"), tenants.resolve("acme.yaml"));
    Files.writeString(folder.resolve("stacks/local/policies.json"), "{\"all\": \"disabled\"}");
    Result result = plan("local", "--offline", "--project", folder.toString());
    int rules = TenantryRules.all().all().size();
    assertThat(result.out())
        .contains("Policies: no violation (tenantry; " + rules + " rules switched off)")
        .contains("  disabled instead of mandatory: namespace-enforces-restricted\n");
  }

  @Test
  void aShareOfACommentIsAsLongAsItMayBe() {
    Result result = plan("local", "--offline", "--markdown", "--limit", "1000");
    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.out()).hasSizeLessThanOrEqualTo(1_000).contains("**Cut:**");
    for (String limit : List.of("999", "65537", "-1", "many")) {
      Result refused = plan("local", "--offline", "--markdown", "--limit", limit);
      assertThat(refused.exit()).isEqualTo(64);
      assertThat(refused.error()).contains("--limit");
    }
    assertThat(plan("local", "--offline", "--limit", "999").error())
        .contains("--limit takes 1000 to 65536 characters");
  }

  @Test
  void wrongUsageIsNotTakenForChanges() {
    assertThat(plan("local", "--offline", "--no-such-option").exit()).isEqualTo(64);
    assertThat(plan().exit()).isEqualTo(64);
    Result result = plan("local", "--offline", "--details-at", "https://x.example/) @octocat");
    assertThat(result.exit()).isEqualTo(64);
    assertThat(result.error()).contains("--details-at takes an https address");
  }

  @Test
  void theHelpSaysTheExitCodes() {
    assertThat(plan("--help").out())
        .contains("0    nothing would change")
        .contains("1    the plan could not be made")
        .contains("2    something would change")
        .contains("3    a mandatory rule is violated")
        .contains("64   wrong usage");
  }

  private static Result plan(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter error = new StringWriter();
    String[] all = new String[arguments.length + 1];
    all[0] = "plan";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    int exit =
        TenantryCommand.commandLine()
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(error))
            .execute(all);
    return new Result(exit, out.toString(), error.toString());
  }
}
