package dev.tenantry.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunningAgentsTest {
  private static final RunningAgents THREE =
      RunningAgents.parse(
          "acme/support=http://127.0.0.1:1 acme/billing=http://127.0.0.1:2"
              + " globex/research=http://127.0.0.1:3");

  @TempDir private Path state;

  @Test
  void anAgentIsFoundByItsTenantAndName() {
    assertThat(THREE.find("globex", Optional.empty()).getValue()).hasPort(3);
    assertThat(THREE.find("acme", Optional.of("support")).getValue()).hasPort(1);
    assertThat(THREE.find("acme", Optional.empty()).getKey()).isEqualTo("acme/billing");
  }

  @Test
  void anUnknownTenantOrAgentIsToldWithThoseThatThereAre() {
    assertThatThrownBy(() -> THREE.find("acm", Optional.empty()))
        .isInstanceOf(CommandFailure.class)
        .hasMessage("no agent of tenant acm runs here; tenants with one: acme, globex");
    assertThatThrownBy(() -> THREE.find("acme", Optional.of("research")))
        .isInstanceOf(CommandFailure.class)
        .hasMessage("agent research of tenant acme does not run here; it has: billing, support");
  }

  @Test
  void whereNothingRunsTheWayOutIsSaid() throws IOException {
    String message = "no agent runs on this machine. Run: make up";
    assertThatThrownBy(() -> RunningAgents.in(state)).hasMessage(message);
    // What the local environment leaves while it stops or starts them.
    Files.writeString(state.resolve("agents.properties"), "");
    assertThatThrownBy(() -> RunningAgents.in(state)).hasMessage(message);
  }

  // As the local environment writes it: a properties file with its escapes.
  @Test
  void theExportsOfTheLocalEnvironmentAreRead() throws IOException {
    Files.writeString(
        state.resolve("agents.properties"),
        "TENANTRY_AGENTS=acme/support\\=http\\://127.0.0.1\\:7\\ b/c\\=http\\://127.0.0.1\\:8\n");
    assertThat(RunningAgents.in(state).addresses())
        .hasToString("{acme/support=http://127.0.0.1:7, b/c=http://127.0.0.1:8}");
  }
}
