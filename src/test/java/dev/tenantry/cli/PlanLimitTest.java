package dev.tenantry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tenantry.plan.Operation;
import dev.tenantry.plan.Plan;
import dev.tenantry.plan.PlanJson;
import dev.tenantry.plan.PlanMarkdown;
import dev.tenantry.plan.Preview;
import dev.tenantry.plan.Remark;
import dev.tenantry.plan.Report;
import dev.tenantry.plan.ResourceState;
import dev.tenantry.plan.Source;
import dev.tenantry.plan.Step;
import dev.tenantry.policies.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Plans of any size, and texts of any kind: the comment stays whole and within its limit. */
class PlanLimitTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What strangers may write to leave the place that is theirs. */
  private static final List<String> HOSTILE =
      List.of(
          "```",
          "````",
          "`",
          "``",
          "</details>",
          "<details>",
          "<!--",
          "-->",
          "|",
          "\n",
          "\r\n",
          "@octocat",
          "https://evil.example",
          "[x](https://evil.example)",
          "~~~",
          "<b>",
          "\\",
          "&lt;",
          "\u202e",
          "\u0000",
          "# ",
          "> ",
          "%d",
          "$1",
          " ",
          "\ud83d\ude00",
          "\ud83d");

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 30, 300, 1_000, 3_000})
  void aCommentOfAnySizeIsWholeAndWithinTheLimit(int resources) {
    Plan plan = plan(resources, new SplittableRandom(resources));
    String comment = PlanMarkdown.of(plan, Optional.empty());
    GithubMarkdown.assertSafe(comment);
    // Nothing is left out in silence, and nothing that fits.
    boolean cut = comment.contains("**Cut:**");
    if (resources <= 30 || resources >= 1_000) {
      assertThat(cut).isEqualTo(resources >= 1_000);
    }
    if (cut) {
      assertThat(comment.length()).isGreaterThan(PlanMarkdown.LENGTH_MAX - 8_000);
      assertThat(comment).endsWith("All of it: `tenantry plan dev --json FILE`.\n");
    }
  }

  @Test
  void hostileTextsOfEveryKindStayWhereTheyAre() {
    SplittableRandom random = new SplittableRandom(8);
    for (int run = 0; run < 100; run++) {
      GithubMarkdown.assertSafe(PlanMarkdown.of(plan(12, random), Optional.empty()));
    }
  }

  @Test
  void theMostImportantIsCutLast() {
    String comment =
        PlanMarkdown.of(plan(3_000, new SplittableRandom(1)), Optional.of("https://ci.example/1"));
    assertThat(comment)
        .startsWith("<!-- tenantry-plan: dev -->\n## Plan of stack `dev`: ")
        .contains("> [!CAUTION]\n> **Data may be lost: ")
        .contains("| Tenant | Created | Changed | Replaced | Deleted | Unchanged |")
        .contains(
            "All of it: [the run](https://ci.example/1) and `tenantry plan dev --json FILE`.");
  }

  // Where several stacks share a comment, each has little, and its losses are still in it.
  @ParameterizedTest
  @ValueSource(ints = {PlanMarkdown.LENGTH_MIN, 1_150, 5_000, 28_750})
  void aShareOfACommentHasTheHeadingAndTheLosses(int limit) {
    Plan plan = plan(3_000, new SplittableRandom(limit));
    String comment = PlanMarkdown.of(plan, Optional.empty(), limit);
    GithubMarkdown.assertSafe(comment);
    assertThat(comment)
        .hasSizeLessThanOrEqualTo(limit)
        .startsWith("<!-- tenantry-plan: dev -->\n## Plan of stack `dev`: ")
        .contains("> [!CAUTION]\n> **Data may be lost: ")
        .endsWith("All of it: `tenantry plan dev --json FILE`.\n");
    String address = "https://github.com/" + "a".repeat(170);
    assertThat(PlanMarkdown.of(plan, Optional.of(address), limit))
        .hasSizeLessThanOrEqualTo(limit)
        .contains("> [!CAUTION]\n> **Data may be lost: ")
        .contains("[the run](" + address + ")");
  }

  // The banner stays with names that are longer than the room, and beside any number of errors.
  @Test
  void nothingDisplacesTheLosses() {
    String urn = "urn:pulumi:dev::tenantry::kubernetes:core/v1:Namespace::" + "n".repeat(2_000);
    Step deleted =
        new Step(
            urn,
            "kubernetes:core/v1:Namespace",
            true,
            Operation.DELETED,
            Optional.of(state("acme", new SplittableRandom(1))),
            Optional.empty(),
            new TreeSet<>(),
            new TreeSet<>());
    List<Remark> errors = new ArrayList<>();
    for (int index = 0; index < 100; index++) {
      errors.add(new Remark(Remark.Kind.ERROR, "", index + " error".repeat(20)));
    }
    Preview preview =
        new Preview(
            "dev", Source.ENGINE, false, new TreeMap<>(), List.of(deleted), List.of(), errors);
    assertThat(PlanMarkdown.of(Plan.of(preview, List.of()), Optional.empty(), 1_000))
        .contains("Data may be lost: 1 resource that holds data is", "> - … and 1 more.\n")
        .contains("### Errors", "… and 9");
  }

  @Test
  void theWholePlanIsInTheDocument() throws Exception {
    Plan plan = plan(3_000, new SplittableRandom(3));
    String document = PlanJson.of(plan);
    PlanSchemas.assertPlan(document);
    int changes = 0;
    for (JsonNode section : JSON.readTree(document).path("sections")) {
      changes += section.path("changes").size();
    }
    assertThat(changes)
        .isEqualTo(plan.sections().stream().mapToInt(one -> one.changes().size()).sum())
        .isGreaterThan(2_000);
  }

  private static Plan plan(int resources, SplittableRandom random) {
    List<Step> steps = new ArrayList<>();
    List<Report> reports = new ArrayList<>();
    for (int index = 0; index < resources; index++) {
      Step step = step(index, random);
      steps.add(step);
      if (random.nextInt(20) == 0) {
        reports.add(
            new Report(
                "house-rules",
                "rule" + text(random),
                Optional.empty(),
                random.nextBoolean() ? Level.MANDATORY : Level.ADVISORY,
                Optional.empty(),
                step.urn(),
                text(random)));
      }
    }
    List<Remark> remarks =
        List.of(
            new Remark(Remark.Kind.NOTE, "", "test provider" + text(random)),
            new Remark(Remark.Kind.WARNING, "", text(random)));
    Preview preview =
        new Preview(
            "dev",
            Source.TEST_PROVIDERS,
            true,
            new TreeMap<>(Map.of("p" + text(random), text(random))),
            steps,
            reports,
            remarks);
    return Plan.of(preview, PlanPrices.of(preview.steps()));
  }

  private static Step step(int index, SplittableRandom random) {
    List<String> types =
        List.of(
            "kubernetes:core/v1:Namespace",
            "kubernetes:core/v1:ConfigMap",
            "gcp:container/nodePool:NodePool",
            "gcp:storage/bucket:Bucket" + text(random));
    String type = types.get(random.nextInt(types.size()));
    Operation[] operations = Operation.values();
    Operation operation = operations[random.nextInt(operations.length)];
    String owner = random.nextInt(4) == 0 ? text(random) : "tenant-" + random.nextInt(400);
    Optional<ResourceState> before = Optional.of(state(owner, random));
    Optional<ResourceState> after = Optional.of(state(owner, random));
    return new Step(
        "urn:pulumi:dev::tenantry::" + type + "::" + index + text(random),
        type,
        true,
        operation,
        operation == Operation.CREATED ? Optional.empty() : before,
        operation == Operation.DELETED ? Optional.empty() : after,
        new TreeSet<>(Set.of("data")),
        new TreeSet<>(Set.of(text(random))));
  }

  private static ResourceState state(String owner, SplittableRandom random) {
    Map<String, Object> data = new TreeMap<>();
    for (int key = 0; key < random.nextInt(12); key++) {
      data.put(text(random), text(random).repeat(1 + random.nextInt(40)));
    }
    Map<String, Object> inputs =
        Map.of(
            "metadata", Map.of("labels", Map.of("tenant.id", owner)),
            "data", data,
            "nodeConfig", Map.of("machineType", text(random)));
    return new ResourceState(
        "", false, JSON.valueToTree(inputs), JsonNodeFactory.instance.objectNode());
  }

  private static String text(SplittableRandom random) {
    StringBuilder text = new StringBuilder();
    for (int part = 0; part < random.nextInt(6); part++) {
      text.append(HOSTILE.get(random.nextInt(HOSTILE.size())));
      text.append((char) ('a' + random.nextInt(26)));
    }
    return text.toString();
  }
}
