package dev.tenantry.local.environment.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class PinnedToolsTest {
  private static final Path MODULES = Path.of("../tools");
  private static final List<List<PinnedTool>> ALL = PinnedTools.setsOf(List.of());

  // Two places name each version: the list that people read and the go.mod that Go builds.
  @Test
  void everyVersionIsTheOneThatGoModPins() throws IOException {
    for (List<PinnedTool> set : ALL) {
      for (PinnedTool tool : set) {
        Recipe recipe = tool.recipe();
        String module = Files.readString(MODULES.resolve(recipe.folder()).resolve("go.mod"));
        assertThat(module).contains(recipe.goModule() + " " + recipe.version());
      }
    }
  }

  // `-mod=readonly` builds nothing whose checksum is not there.
  @Test
  void everyModuleHasItsChecksums() {
    for (List<PinnedTool> set : ALL) {
      assertThat(MODULES.resolve(set.get(0).recipe().folder()).resolve("go.sum")).exists();
    }
  }

  @Test
  void stampedVersionsAreThePinnedOnes() {
    for (List<PinnedTool> set : ALL) {
      for (PinnedTool tool : set) {
        if (tool.recipe().linkerFlags().contains("-X ")) {
          assertThat(tool.recipe().linkerFlags()).contains("=" + tool.recipe().version());
        }
      }
    }
  }

  @Test
  void aBuiltToolWouldBeAcceptedOnPathToo() {
    for (List<PinnedTool> set : ALL) {
      for (PinnedTool tool : set) {
        assertThat(tool.accepts(tool.recipe().version())).isTrue();
      }
    }
  }

  // Somebody else's cluster still needs the engine, the queue and the simulator here.
  @Test
  void withoutAControlPlaneTheRestIsStillThere() {
    assertThat(PinnedTools.clientSets())
        .flatExtracting(set -> set.stream().map(PinnedTool::name).toList())
        .containsExactly(
            "pulumi", "pulumi-language-java", "kubectl", "nats-server", "inference-sim");
  }

  @Test
  void aNameBringsItsSetAndAnUnknownOneIsAnError() {
    assertThat(PinnedTools.setsOf(List.of("litestream")))
        .isEqualTo(PinnedTools.testSets().subList(0, 1));
    assertThat(PinnedTools.setsOf(List.of("pulumi"))).isEqualTo(PinnedTools.sets().subList(0, 1));
    assertThatThrownBy(() -> PinnedTools.setsOf(List.of("pulum")))
        .hasMessage("there is no tool pulum");
  }
}
