package dev.tenantry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.golden.Golden;
import dev.tenantry.golden.StackCase;
import dev.tenantry.plan.DataBearing;
import dev.tenantry.plan.Plan;
import dev.tenantry.plan.PlanMarkdown;
import dev.tenantry.plan.Preview;
import dev.tenantry.plan.Source;
import dev.tenantry.policies.pack.TenantryRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages of the plan say what the program does. */
class PlanDocTest {
  private static final Path PAGE = Path.of("docs/plan.md");
  private static final Path EXAMPLE = Path.of("docs/plan-example.md");
  private static final String LIST = "<!-- data-bearing -->\n";

  @TempDir private Path root;

  /** Stack dev, with a fourth tenant, more for an old one, and more machines with GPUs. */
  @Test
  void theExampleIsWhatTheProgramWouldSay() throws IOException {
    copy();
    edit("platform.yaml", "max: 2 }\n      ladder", "max: 4 }\n      ladder");
    edit("tenants/acme.yaml", "canary\n", "canary\nquota:\n  objects: { pods: 120 }\n");
    Files.writeString(
        root.resolve("stacks/dev/tenants/umbrella.yaml"),
        """
        tier: standard
        costCentre: cc-4001
        agents:
          desk: { tools: [search] }
        secrets:
          desk-token: { readers: [desk] }
        """);
    Preview compared =
        RecordedChange.between(
            "dev",
            StackCase.shipped("dev"),
            StackCase.recordedAt(root, "dev"),
            TenantryRules.all());
    // As the engine answers, which most plans are made from.
    Preview preview =
        new Preview(
            "dev",
            Source.ENGINE,
            true,
            new TreeMap<>(Map.of("tenantry", "v0.1.0")),
            compared.steps(),
            compared.reports(),
            List.of());
    Plan plan = Plan.of(preview, PlanPrices.of(preview.steps()));
    String comment = PlanMarkdown.of(plan, Optional.of("https://ci.example/runs/1"));
    GithubMarkdown.assertSafe(comment);
    Golden.assertFileMatches(
        EXAMPLE,
        """
        # A comment of `tenantry plan`

        What a reviewer reads under a pull request on stack `dev` that adds a tenant, raises the
        quota of another and allows more machines with GPUs. A test makes this page from what the
        program declares before and after; no engine was asked for it. How to read it:
        [plan.md](plan.md).

        ---

        """
            + comment);
  }

  @Test
  void thePageListsWhatHoldsData() throws IOException {
    String page = Files.readString(PAGE);
    StringBuilder list = new StringBuilder("| Resource | What is lost |\n|---|---|\n");
    Map<String, String> reasons = new TreeMap<>(DataBearing.reasons());
    reasons.forEach((type, reason) -> list.append("| `%s` | %s |\n".formatted(type, reason)));
    int begin = page.indexOf(LIST) + LIST.length();
    int end = page.indexOf(LIST, begin);
    assertThat(end).isPositive();
    Golden.assertFileMatches(PAGE, page.substring(0, begin) + list + page.substring(end));
  }

  private void copy() throws IOException {
    Path tenants = Files.createDirectories(root.resolve("stacks/dev/tenants"));
    Files.copy(Path.of("stacks/dev/platform.yaml"), root.resolve("stacks/dev/platform.yaml"));
    for (String tenant : new String[] {"acme", "globex", "initech"}) {
      Files.copy(
          Path.of("stacks/dev/tenants/" + tenant + ".yaml"), tenants.resolve(tenant + ".yaml"));
    }
  }

  private void edit(String file, String what, String with) throws IOException {
    Path path = root.resolve("stacks/dev").resolve(file);
    String text = Files.readString(path);
    assertThat(text).contains(what);
    Files.writeString(path, text.replace(what, with));
  }
}
