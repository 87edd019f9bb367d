package dev.tenantry.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tenantry.config.AgentName;
import dev.tenantry.config.StackConfig;
import dev.tenantry.config.TenantName;
import dev.tenantry.config.ToolName;
import dev.tenantry.config.loading.ConfigLoader;
import dev.tenantry.golden.Golden;
import dev.tenantry.golden.StackCase;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What an agent's parts are told: the same for a pod and for a process of this machine. */
class AgentSettingsTest {
  private static final Path CASES = Golden.ROOT.resolve("agent");
  private static final AgentName SUPPORT = new AgentName("support");
  private static final ToolName SEARCH = new ToolName("search");

  @Test
  void aLocalProcessIsToldExactlyThis() {
    AgentSettings settings = settings("local");
    String all =
        SettingsFile.of(
                settings.orchestrator(SUPPORT, tool -> "https://localhost:1/" + tool + "/mcp"))
            + SettingsFile.of(settings.tool(SUPPORT, SEARCH).orElseThrow())
            + SettingsFile.of(settings.tool(SUPPORT, new ToolName("sql")).orElseThrow())
            + SettingsFile.of(settings.worker(SUPPORT).orElseThrow());
    Golden.assertMatches("agent/local/settings.txt", all);
  }

  // A pod mounts the file that the same class makes; nothing is added on the way.
  @Test
  void aPodsFileIsTheSettingsOfThisClass() {
    AgentSettings settings = settings("turns");
    Object data =
        StackCase.recordedAt(CASES.resolve("turns"), "case").stream()
            .filter(one -> one.type().endsWith(":ConfigMap"))
            .filter(one -> one.name().equals("acme-agent-support"))
            .findFirst()
            .orElseThrow()
            .inputs()
            .get("data");
    String host = "https://agent-support-tool-search.tenant-acme.svc:8443/mcp";
    assertThat(data)
        .isEqualTo(
            Map.of(
                "orchestrator.json",
                SettingsFile.of(settings.orchestrator(SUPPORT, tool -> host)),
                "tool-search.json",
                SettingsFile.of(settings.tool(SUPPORT, SEARCH).orElseThrow()),
                "worker.json",
                SettingsFile.of(settings.worker(SUPPORT).orElseThrow())));
  }

  @Test
  void aToolIsOfTheReferenceImageOrHasItsOwn() {
    AgentSettings settings = settings("sqlite");
    AgentName lab = new AgentName("lab");
    ToolName python = new ToolName("python");
    assertThat(settings.tool(lab, python)).isEmpty();
    assertThat(settings.ownTool(lab, python).orElseThrow().seconds()).isEqualTo(300);
    assertThat(settings("turns").ownTool(SUPPORT, SEARCH)).isEmpty();
    assertThat(settings.worker(lab)).isEmpty();
  }

  // Where a tool cannot reach the gateway, asking for vectors would only take time.
  @Test
  void aSearchComparesVectorsOnlyWhereItReachesTheGateway() {
    assertThat(settings("local").tool(SUPPORT, SEARCH).orElseThrow().model().embedding())
        .isEqualTo("embed");
    assertThat(settings("turns").tool(SUPPORT, SEARCH).orElseThrow().model().embedding()).isEmpty();
  }

  @Test
  void whatTheTenantDoesNotHaveIsRefused() {
    AgentSettings settings = settings("local");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> settings.worker(new AgentName("other")))
        .withMessage("acme has no agent other");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> settings.tool(SUPPORT, new ToolName("browser")))
        .withMessage("nothing serves the tool browser");
  }

  private static AgentSettings settings(String name) {
    StackConfig stack = ConfigLoader.load(CASES.resolve(name), "case");
    return new AgentSettings(
        stack.tenants().get(new TenantName("acme")), stack.platform().agents().orElseThrow());
  }
}
