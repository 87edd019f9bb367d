package dev.tenantry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is refused before anything is asked of a cluster; AgentsE2E has the rest. */
class AgentsCommandTest {
  @TempDir private Path folder;

  @Test
  void aStackWhoseDataIsElsewhereIsRefused() {
    assertThat(run("dev"))
        .isEqualTo(
            "stack dev does not keep its tenants' data in the local environment (database.runner"
                + " of its platform.yaml is not local)\n");
    assertThat(folder.resolve("plan.json")).doesNotExist();
  }

  @Test
  void withoutARunningEnvironmentTheWayOutIsSaid() {
    assertThat(run("local", "--state", "", "--queue", "nats://127.0.0.1:1", "--host", "x"))
        .isEqualTo(
            "the local environment does not run, or its exports are not here.\n"
                + "Run: make env-up, then eval \"$(make env)\"\n");
  }

  @Test
  void anAgentThatIsNotBuiltIsToldByItsPath() {
    String jar = folder.resolve("agent.jar").toString();
    String state = folder.toString();
    assertThat(
            run(
                "local",
                "--agent-jar",
                jar,
                "--state",
                state,
                "--queue",
                "nats://127.0.0.1:1",
                "--queue-keys",
                state,
                "--host",
                "127.0.0.1"))
        .isEqualTo(jar + " is missing. Run: make build\n");
  }

  private String run(String stack, String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("agents", stack, "--plan", folder.resolve("plan.json").toString()));
    arguments.addAll(List.of(more));
    StringWriter error = new StringWriter();
    int exit =
        TenantryCommand.commandLine()
            .setErr(new PrintWriter(error, true))
            .execute(arguments.toArray(String[]::new));
    assertThat(exit).isEqualTo(TenantryCommand.FAILURE);
    return error.toString();
  }
}
