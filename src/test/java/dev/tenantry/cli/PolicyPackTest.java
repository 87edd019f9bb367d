package dev.tenantry.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenantry.plan.LoweredRule;
import dev.tenantry.policies.Level;
import dev.tenantry.policies.pack.TenantryRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * Where the pack is found, and which of a stack's settings are refused before the engine starts.
 */
class PolicyPackTest {
  @TempDir private Path project;

  @BeforeEach
  void aProjectWithAPack() throws IOException {
    Files.createDirectories(project.resolve("policies"));
    Files.createFile(project.resolve("policies/PulumiPolicy.yaml"));
    Files.createDirectories(project.resolve("stacks/dev"));
  }

  @Test
  void aStackWithoutSettingsHasThePackAsItIs() {
    PolicyPack pack = PolicyPack.of(files());
    assertThat(pack.packs()).containsExactly(project.resolve("policies").toString());
    assertThat(pack.packSettings()).isEmpty();
  }

  @Test
  void aStacksSettingsAreHandedOver() throws IOException {
    Path file =
        settings("{\"all\": \"advisory\", \"namespace-enforces-restricted\": \"mandatory\"}");
    assertThat(PolicyPack.of(files()).packSettings()).containsExactly(file.toString());
  }

  // Only what is less than the pack wants: more, and other parameters, hide nothing.
  @Test
  void whatTheStackTakesFromTheRulesIsKnown() throws IOException {
    assertThat(PolicyPack.of(files()).lowered()).isEmpty();
    settings(
        "{\"namespace-enforces-restricted\": \"advisory\","
            + " \"data-lies-in-allowed-regions\": {\"regions\": [\"europe-west1\"]},"
            + " \"container-is-not-privileged\": {\"enforcementLevel\": \"disabled\"}}");
    assertThat(PolicyPack.of(files()).lowered())
        .containsExactlyInAnyOrder(
            new LoweredRule("namespace-enforces-restricted", Level.MANDATORY, Level.ADVISORY),
            new LoweredRule("container-is-not-privileged", Level.MANDATORY, Level.DISABLED));
    settings("{\"all\": \"mandatory\"}");
    assertThat(PolicyPack.of(files()).lowered()).isEmpty();
    settings("{\"all\": \"disabled\"}");
    assertThat(PolicyPack.of(files()).lowered()).hasSameSizeAs(TenantryRules.all().all());
  }

  @Test
  void everyMistakeNamesTheFile() throws IOException {
    settings("{\"all\": \"strict\", \"namespace-is-tidy\": \"advisory\"}");
    assertThatThrownBy(() -> PolicyPack.of(files()))
        .hasMessage(
            """
            stacks/dev/policies.json: all: there is no level "strict"; \
            say advisory, mandatory, remediate or disabled
            stacks/dev/policies.json: there is no rule namespace-is-tidy; \
            docs/policies.md lists the rules""");
  }

  @Test
  void whatIsNoJsonIsRefusedWithItsPlace() throws IOException {
    settings("{\n  \"all\": advisory\n}");
    assertThatThrownBy(() -> PolicyPack.of(files()))
        .hasMessageStartingWith("stacks/dev/policies.json:2:");
    settings("{\"all\": \"advisory\",\n \"all\": \"disabled\"}");
    assertThatThrownBy(() -> PolicyPack.of(files()))
        .hasMessageStartingWith("stacks/dev/policies.json:2:")
        .hasMessageContaining("Duplicate field 'all'");
  }

  @Test
  void aProjectWithoutAPackIsNotJudgedSoNotApplied() throws IOException {
    Files.delete(project.resolve("policies/PulumiPolicy.yaml"));
    assertThatThrownBy(() -> PolicyPack.of(files()))
        .hasMessage(
            "the project has no policy pack, so nothing would judge the stack: no "
                + project.resolve("policies"));
  }

  private StackFiles files() {
    return CommandLine.populateCommand(new StackFiles(), "dev", "--project", project.toString());
  }

  private Path settings(String text) throws IOException {
    return Files.writeString(project.resolve("stacks/dev/policies.json"), text);
  }
}
