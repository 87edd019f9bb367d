package dev.tenantry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tenantry.golden.StackCase;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Plans without an engine that compare with an earlier recording. */
class PlanAgainstTest {
  private static final List<String> STACKS = StackCase.SHIPPED;
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path root;
  private Path base;

  private record Result(int exit, String out, String error) {}

  @BeforeEach
  void base() {
    base = root.resolve("base.json");
  }

  @ParameterizedTest
  @FieldSource("STACKS")
  void aStackIsNoChangeAgainstItself(String stack) throws IOException {
    plan(stack, "", "--offline", "--record", base.toString());
    Result result = plan(stack, "", "--offline", "--markdown", "--against", base.toString());
    assertThat(result.exit()).as(result.out()).isZero();
    assertThat(result.out())
        .contains("## Plan of stack `" + stack + "`: no change")
        .contains("> Made offline, from what the program declares before and after the change:");
    GithubMarkdown.assertSafe(result.out());
  }

  @Test
  void whatAChangeOfFilesDoesIsSaidPropertyByProperty() throws IOException {
    Path project = project();
    plan("local", project.toString(), "--offline", "--record", base.toString());
    Path acme = project.resolve("stacks/local/tenants/acme.yaml");
    Files.writeString(acme, Files.readString(acme) + "quota:\n  objects: { pods: 33 }\n");
    Files.delete(project.resolve("stacks/local/tenants/globex.yaml"));
    Path json = root.resolve("plan.json");
    Result result =
        plan(
            "local",
            project.toString(),
            "--offline",
            "--against",
            base.toString(),
            "--json",
            json.toString());
    assertThat(result.exit()).as(result.error()).isEqualTo(2);
    assertThat(result.out()).contains("spec.hard.pods: ").contains(" -> 33");
    PlanSchemas.assertPlan(Files.readString(json));
    JsonNode plan = JSON.readTree(json.toFile());
    assertThat(plan.path("source").asText()).isEqualTo("compared");
    List<String> lost = new ArrayList<>();
    plan.path("dangers").forEach(danger -> lost.add(danger.path("name").asText()));
    assertThat(lost).contains("globex-namespace", "globex-database");
    for (JsonNode section : plan.path("sections")) {
      JsonNode counts = section.path("counts");
      assertThat(counts.path("created").asInt()).isZero();
      if (section.path("owner").asText().equals("globex")) {
        assertThat(counts.path("deleted").asInt()).isPositive();
        assertThat(counts.path("unchanged").asInt()).isZero();
      }
    }
  }

  @Test
  void whatGetsAnotherNameIsReplaced() throws IOException {
    plan("local", "", "--offline", "--record", base.toString());
    Files.writeString(
        base, Files.readString(base).replace("\"tenant-acme\"", "\"tenant-acme-old\""));
    Result result = plan("local", "", "--offline", "--against", base.toString());
    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.out())
        .contains("acme-namespace")
        .containsPattern("metadata\\.name: tenant-acme-old -> tenant-acme +.*replace");
  }

  @Test
  void aFileThatIsNoRecordingOfTheStackIsRefused() throws IOException {
    plan("dev", "", "--offline", "--record", base.toString());
    assertThat(plan("local", "", "--offline", "--against", base.toString()).error())
        .contains(base + " records stack dev, not local");
    for (String text : List.of("no JSON", "{\"stack\": \"local\"}", "[]")) {
      Files.writeString(base, text);
      Result result = plan("local", "", "--offline", "--against", base.toString());
      assertThat(result.exit()).isEqualTo(TenantryCommand.FAILURE);
      assertThat(result.error())
          .contains(base + " is no recording: ")
          .contains("; write one with: tenantry plan STACK --offline --record FILE");
    }
    Files.delete(base);
    assertThat(plan("local", "", "--offline", "--against", base.toString()).error())
        .contains("cannot read " + base);
  }

  @Test
  void anEngineHasItsOwnState() {
    Result result = plan("local", "", "--against", base.toString());
    assertThat(result.exit()).isEqualTo(64);
    assertThat(result.error()).contains("--record and --against go with --offline only");
  }

  private Path project() throws IOException {
    Path tenants = Files.createDirectories(root.resolve("project/stacks/local/tenants"));
    Files.copy(Path.of("stacks/local/platform.yaml"), tenants.resolveSibling("platform.yaml"));
    for (String tenant : List.of("acme", "globex")) {
      Path file = Path.of("stacks/local/tenants", tenant + ".yaml");
      Files.copy(file, tenants.resolve(tenant + ".yaml"));
    }
    Path project = root.resolve("project");
    Files.createSymbolicLink(project.resolve("policies"), Path.of("policies").toAbsolutePath());
    return project;
  }

  private static Result plan(String stack, String project, String... arguments) {
    List<String> all = new ArrayList<>(List.of("plan", stack));
    all.addAll(List.of(arguments));
    if (!project.isEmpty()) {
      all.addAll(List.of("--project", project));
    }
    StringWriter out = new StringWriter();
    StringWriter error = new StringWriter();
    int exit =
        TenantryCommand.commandLine()
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(error))
            .execute(all.toArray(String[]::new));
    return new Result(exit, out.toString(), error.toString());
  }
}
