package dev.tenantry.workflows;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tenantry.plan.CostLine;
import dev.tenantry.plan.Operation;
import dev.tenantry.plan.Plan;
import dev.tenantry.plan.PlanMarkdown;
import dev.tenantry.plan.Preview;
import dev.tenantry.plan.Remark;
import dev.tenantry.plan.Report;
import dev.tenantry.plan.ResourceState;
import dev.tenantry.plan.Source;
import dev.tenantry.plan.Step;
import dev.tenantry.policies.Level;
import dev.tenantry.policies.PolicyRule;
import dev.tenantry.policies.pack.TenantryRules;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What several stacks have to say in one comment, and that it never exceeds what GitHub takes. */
class CommentLengthIT {
  private static final int LENGTH_MAX = 65_536;

  @TempDir private Path root;
  private CommentScene comments;

  @BeforeEach
  void scene() {
    comments = CommentScene.in(root);
  }

  // As preview.sh makes them for two stacks.
  @Test
  void plansThatKeepTheirShareAreJoinedAsTheyAre() throws IOException {
    String dev = PlanMarkdown.of(plan("dev"), Optional.empty(), 28_750);
    String prod = PlanMarkdown.of(plan("prod"), Optional.empty(), 28_750);
    comments.artifacts().preview("dev", "3", dev);
    comments.artifacts().preview("prod", "3", prod);
    comments.comment();
    assertThat(comments.body())
        .contains(dev, prod)
        .contains("### Cost", "### Warnings")
        .hasSizeLessThan(LENGTH_MAX);
  }

  // As a pull request's own code may make them.
  @Test
  void ofTextsThatAreTooLongTheHeadingAndTheLossesStay() throws IOException {
    for (String stack : List.of("dev", "prod")) {
      String text = PlanMarkdown.of(plan(stack), Optional.empty());
      assertThat(text).hasSizeGreaterThan(40_000).contains("<details>");
      comments.artifacts().preview(stack, "3", text);
    }
    comments.comment();
    assertThat(comments.body())
        .contains("## Plan of stack `dev`: ", "## Plan of stack `prod`: ")
        .contains("### Cost", "### Warnings")
        .contains(
            "**Cut:** artifact preview-prod of the run has more of stack prod, plan-prod all.")
        .hasSizeLessThan(LENGTH_MAX);
    assertThat(comments.body().split("> \\[!CAUTION\\]\n> \\*\\*Data may be lost: 1 ")).hasSize(3);
    assertThat(comments.body().split("`lost-namespace` of `acme`")).hasSize(3);
  }

  @Test
  void fiftyStacksFitAndMoreAreCounted() throws IOException {
    List<String> stacks =
        IntStream.range(0, 60).mapToObj(i -> "s%02d".formatted(i) + "x".repeat(57)).toList();
    comments
        .artifacts()
        .request(
            stacks.stream()
                .collect(Collectors.joining("\", \"", "{\"number\": 12, \"stacks\": [\"", "\"]}")));
    for (String stack : stacks) {
      comments
          .artifacts()
          .preview(stack, "3", PlanMarkdown.of(plan(stack), Optional.of(url()), 1_150));
    }
    comments.comment();
    assertThat(comments.body().split("Data may be lost: 1 ")).hasSize(51);
    assertThat(comments.body().split("and `tenantry plan s[0-9]{2}x{57} --json FILE`."))
        .hasSize(51);
    assertThat(comments.body())
        .contains("**10 more stacks are touched**, and not shown here.")
        .doesNotContain("artifact preview-")
        .hasSizeLessThan(LENGTH_MAX);
    for (String stack : stacks) {
      comments.artifacts().preview(stack, "3", "### Stack " + stack + "\n" + "é".repeat(3_000));
    }
    comments.comment();
    assertThat(comments.body().split("\n### Stack s")).hasSize(51);
    assertThat(comments.body()).hasSizeLessThan(LENGTH_MAX);
  }

  @Test
  void whatIsTooLargeIsNamedAndTheRestIsThere() throws IOException {
    comments.artifacts().preview("dev", "2", "### Stack dev\n" + "x".repeat(70_000));
    comments.comment();
    assertThat(comments.body())
        .contains("### Stack dev", "**Cut:** artifact preview-dev of the run", "| acme | 3 |")
        .doesNotContain("xxx")
        .hasSizeLessThan(LENGTH_MAX);
  }

  @Test
  void whatFitsOnlyAloneIsNotJoinedOverTheLimit() throws IOException {
    comments.artifacts().preview("dev", "2", "### Stack dev\n" + "x".repeat(40_000));
    comments.artifacts().preview("prod", "2", "### Stack prod\n" + "y".repeat(40_000));
    comments.comment();
    assertThat(comments.body())
        .contains("xxx", "### Stack prod", "**Cut:** artifact preview-prod")
        .hasSizeLessThan(LENGTH_MAX);
  }

  // GitHub counts characters; a dash of a table has three bytes.
  @Test
  void charactersCountAndNotTheirBytes() throws IOException {
    comments.artifacts().preview("dev", "2", "### Stack dev\n" + "–".repeat(30_000) + "\n");
    comments.comment();
    assertThat(comments.body()).contains("–".repeat(30_000)).doesNotContain("**Cut:**");
  }

  private static String url() {
    return CommentScene.variables("example/platform").get("RUN_URL");
  }

  /** Many rules are violated, a Namespace goes with all that is in it, and a pool is new. */
  private static Plan plan(String stack) {
    String urn = "urn:pulumi:" + stack + "::tenantry::kubernetes:core/v1:Namespace::";
    List<Report> reports = new ArrayList<>();
    for (PolicyRule rule : TenantryRules.all().all().subList(0, 150)) {
      reports.add(
          new Report(
              "tenantry",
              rule.info().id(),
              Optional.of(rule.info()),
              Level.MANDATORY,
              Optional.empty(),
              urn + "lost-namespace",
              "something is wrong here"));
    }
    Map<String, Object> labels = Map.of("metadata", Map.of("labels", Map.of("tenant.id", "acme")));
    ResourceState before =
        new ResourceState(
            "",
            false,
            new ObjectMapper().valueToTree(labels),
            JsonNodeFactory.instance.objectNode());
    Step deleted =
        new Step(
            urn + "lost-namespace",
            "kubernetes:core/v1:Namespace",
            true,
            Operation.DELETED,
            Optional.of(before),
            Optional.empty(),
            new TreeSet<>(),
            new TreeSet<>());
    Preview preview =
        new Preview(
            stack,
            Source.ENGINE,
            true,
            new TreeMap<>(Map.of("tenantry", "v0.1.0")),
            List.of(deleted),
            reports,
            List.of(new Remark(Remark.Kind.WARNING, "", "a word of warning")));
    return Plan.of(
        preview,
        List.of(
            new CostLine(
                "acme",
                "gcp:container/nodePool:NodePool",
                "pool",
                "",
                "2 nodes",
                Optional.of(1.0),
                Optional.of(2.0),
                "a price")));
  }
}
