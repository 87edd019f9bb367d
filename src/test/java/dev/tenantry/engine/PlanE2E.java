package dev.tenantry.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Plans of a stack that is there, on the real engine and a real API server. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PlanE2E {
  private static final Environment ENVIRONMENT = Environment.shared();
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String FILE = "tier: standard\ncostCentre: cc-1\n";

  @TempDir private static Path folder;
  private static Project project;

  @BeforeAll
  static void applyTwoTenants() {
    project = Project.in(folder, ENVIRONMENT).tenant("plan-one", FILE).tenant("plan-two", FILE);
    project.up().succeeded();
  }

  @AfterAll
  static void destroy() {
    project.pulumi("destroy", "--yes", "--skip-preview", "--stack", "local").succeeded();
  }

  @Test
  @Order(1)
  void afterAnUpThereIsNothingToDo() {
    CommandResult plan = project.tenantry("plan", "local");
    assertThat(plan.exit()).as(plan.out()).isZero();
    assertThat(plan.out())
        .contains("Previewed with test providers, without credentials")
        .contains("  test provider, not the pulumi-kubernetes plug-in")
        .contains("\nStack local: no change\n");
  }

  @Test
  @Order(2)
  void aRaisedQuotaIsOneChangeOfOneTenant() throws IOException {
    project.tenant("plan-one", FILE + "quota:\n  objects:\n    pods: 77\n");
    Path document = folder.resolve("plan.json");
    CommandResult plan =
        project.tenantry("plan", "local", "--markdown", "--json", document.toString());
    assertThat(plan.exit()).as(plan.out()).isEqualTo(2);
    JsonNode sections = JSON.readTree(Files.readString(document)).path("sections");
    long unchanged = 0;
    for (JsonNode section : sections) {
      if (section.path("owner").asText().equals("plan-one")) {
        unchanged = section.at("/counts/unchanged").asLong();
      }
    }
    // Every resource of the state is in one count, but for the stack and its components.
    assertThat(unchanged).isEqualTo(ofTenant("plan-one") - 1);
    assertThat(plan.out())
        .contains(
            """
            | Tenant | Created | Changed | Replaced | Deleted | Unchanged |
            |---|---:|---:|---:|---:|---:|
            | `plan-one` | – | 1 | – | – | %d |

            Unchanged: 2 others.
            """
                .formatted(unchanged))
        .contains(
            """
            <details><summary><code>plan-one</code>: 1 changed</summary>

            ```diff
            ! kubernetes:core/v1:ResourceQuota plan-one-tenant-quota
            -   spec.hard.pods: 40
            +   spec.hard.pods: 77
            ```

            </details>
            """);
  }

  @Test
  @Order(3)
  void aRemovedTenantIsAWarning() {
    project.removeTenant("plan-two");
    CommandResult plan = project.tenantry("plan", "local", "--markdown");
    assertThat(plan.exit()).as(plan.out()).isEqualTo(2);
    assertThat(plan.out())
        .contains("> [!CAUTION]\n> **Data may be lost: ")
        .contains(
            "> - **deleted** `kubernetes:core/v1:Namespace` `plan-two-namespace` of `plan-two`:"
                + " lost is everything in the Namespace, its claims and Secrets included.\n");
    project.tenant("plan-two", FILE);
  }

  @Test
  @Order(4)
  void aReplacedNamespaceIsAWarning() {
    String urn = urn("::plan-two-namespace");
    project.pulumi("state", "taint", urn, "--yes", "--stack", "local").succeeded();
    CommandResult plan = project.tenantry("plan", "local", "--markdown");
    assertThat(plan.exit()).as(plan.out()).isEqualTo(2);
    assertThat(plan.out())
        .contains("> - **replaced** `kubernetes:core/v1:Namespace` `plan-two-namespace`")
        .contains("! kubernetes:core/v1:Namespace plan-two-namespace is replaced\n");
    project.pulumi("state", "untaint", urn, "--yes", "--stack", "local").succeeded();
  }

  @Test
  @Order(5)
  void aFileThatIsRefusedIsAFailure() {
    project.tenant("plan-one", "tier: gold\ncostCentre: cc-1\n");
    CommandResult plan = project.tenantry("plan", "local", "--markdown");
    assertThat(plan.exit()).as(plan.out()).isEqualTo(1);
    assertThat(plan.out()).contains("## Plan of stack `local`: failed").contains("plan-one.yaml:1");
    project.tenant("plan-one", FILE);
  }

  private static String urn(String ending) {
    return project.stateUrns().stream()
        .filter(urn -> urn.endsWith(ending))
        .findFirst()
        .orElseThrow();
  }

  /** Resources of the state below a tenant's component, and those that its labels name. */
  private static long ofTenant(String tenant) {
    long count = 0;
    for (JsonNode one : project.exported().at("/deployment/resources")) {
      boolean below = one.path("parent").asText().endsWith("::" + tenant);
      String label = one.path("inputs").path("metadata").path("labels").path("tenant.id").asText();
      if (one.path("custom").asBoolean() && (below || label.equals(tenant))) {
        count++;
      }
    }
    return count;
  }
}
