package dev.tenantry.local.environment.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenantry.local.environment.console.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProcessPlanTest {
  private static final String WHOLE =
      """
      {
        "processes": [
          {
            "name": "acme.tool",
            "command": ["java", "-jar", "/agent.jar"],
            "variables": {"PORT": "${port:acme.tool}"},
            "files": {"agent.json": "{}"},
            "ports": ["acme.tool", "acme.tool.metrics"],
            "health": {"port": "acme.tool.metrics", "path": "/readyz"},
            "graceSeconds": 5,
            "dependsOn": ["model"],
            "certificate": {"authority": "acme", "uri": "spiffe://x", "hosts": ["localhost"]}
          },
          {
            "name": "model",
            "command": ["inference-sim"],
            "ports": ["model"],
            "health": {"port": "model", "path": "/health"},
            "graceSeconds": 1
          }
        ],
        "exports": {"ADDRESS": "http://127.0.0.1:${port:acme.tool}"}
      }
      """;

  @TempDir private Path temp;

  @Test
  void aPlanIsReadWithEverythingThatItMayLeaveOut() throws IOException {
    ProcessPlan plan = read(WHOLE);
    plan.check(List.of("etcd"));
    assertThat(plan.levels()).isEqualTo(Map.of("model", 0, "acme.tool", 1));
    assertThat(plan.ports()).containsExactly("acme.tool", "acme.tool.metrics", "model");
    PlannedProcess tool = plan.processes().get(0);
    assertThat(tool.certificate())
        .contains(new PlannedCertificate("acme", "spiffe://x", List.of("localhost")));
    PlannedProcess model = plan.processes().get(1);
    assertThat(model.certificate()).isEmpty();
    assertThat(model.variables()).isEmpty();
    assertThat(model.dependsOn()).isEmpty();
  }

  // Each is the whole plan with one mistake.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"name\": \"model\" | \"name\": \"acme.tool\" | process acme.tool: is there twice",
        "\"name\": \"model\" | \"name\": \"etcd\" | process etcd: is there twice, or is a proc",
        "\"name\": \"model\" | \"name\": \"../etc\" | process ../etc: is no name",
        "\"name\": \"model\" | \"nam\": \"model\" | Unrecognized field \"nam\"",
        "[\"model\"] | [\"other\"] | acme.tool waits for [other], which can never all be ready",
        "\"agent.json\" | \"../x\" | process acme.tool: file ../x",
        "\"acme.tool.metrics\"] | \"acme.tool\"] | process acme.tool: port acme.tool twice",
        "[\"acme.tool\", | [\"x\", | nothing stands for ${port:acme.tool}",
        "\"graceSeconds\": 1 | \"graceSeconds\": 0 | process model: graceSeconds",
        "[\"inference-sim\"] | [] | process model: has no command",
        "\"port\": \"model\" | \"port\": \"x\" | process model: health.port is none of its",
      })
  void aPlanThatCannotBeFollowedIsRefusedByItsMistake(String part, String wrong, String told)
      throws IOException {
    String text =
        part.equals("[\"model\"]")
            ? WHOLE.replace("\"dependsOn\": " + part, "\"dependsOn\": " + wrong)
            : WHOLE.replace(part, wrong);
    assertThat(text).isNotEqualTo(WHOLE);
    assertThatThrownBy(() -> follow(text)).isInstanceOf(Failure.class).hasMessageContaining(told);
  }

  @Test
  void twoThatWaitForEachOtherAreRefused() {
    String text = WHOLE.replace("\"graceSeconds\": 1", loop("acme.tool"));
    assertThatThrownBy(() -> follow(text)).hasMessageContaining("can never all be ready");
  }

  private static String loop(String name) {
    return "\"graceSeconds\": 1, \"dependsOn\": [\"" + name + "\"]";
  }

  @Test
  void whatIsNoJsonIsToldWithItsLine() {
    assertThatThrownBy(() -> read("{\n\"processes\": [,]\n}"))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("is no plan")
        .hasMessageContaining("line 2");
    assertThatThrownBy(() -> PlanFile.read(temp.resolve("none")))
        .hasMessage("there is no plan " + temp.resolve("none"));
  }

  @Test
  void placeholdersAreFilledInAndOthersLeftToShells() {
    Placeholders placeholders = new Placeholders(Map.of("a", 7), Path.of("/it's"));
    assertThat(placeholders.fill("x ${port:a} ${folder}/y $HOME $(z)"))
        .isEqualTo("x 7 /it's/y $HOME $(z)");
    assertThatThrownBy(() -> placeholders.fill("${fodler}")).hasMessageContaining("${fodler}");
  }

  /** All that is done with a plan before anything starts. */
  private void follow(String text) throws IOException {
    ProcessPlan plan = read(text);
    plan.check(List.of("etcd"));
    Map<String, Integer> ports = new TreeMap<>();
    plan.ports().forEach(port -> ports.put(port, 1));
    plan.exports().values().forEach(new Placeholders(ports, temp)::fill);
    plan.processes()
        .forEach(
            process ->
                process
                    .variables()
                    .values()
                    .forEach(
                        value -> {
                          new Placeholders(ports, temp).fill(value);
                        }));
  }

  private ProcessPlan read(String text) throws IOException {
    return PlanFile.read(Files.writeString(temp.resolve("plan.json"), text));
  }
}
