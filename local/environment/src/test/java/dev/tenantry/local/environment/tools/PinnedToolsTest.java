package dev.tenantry.local.environment.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class PinnedToolsTest {
  private static final Path MODULES = Path.of("../tools");

  // Two places name each version: the list that people read and the go.mod that Go builds.
  @Test
  void everyVersionIsTheOneThatGoModPins() throws IOException {
    for (List<PinnedTool> set : PinnedTools.all()) {
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
    for (List<PinnedTool> set : PinnedTools.all()) {
      assertThat(MODULES.resolve(set.get(0).recipe().folder()).resolve("go.sum")).exists();
    }
  }

  @Test
  void stampedVersionsAreThePinnedOnes() {
    for (List<PinnedTool> set : PinnedTools.all()) {
      for (PinnedTool tool : set) {
        if (tool.recipe().linkerFlags().contains("-X ")) {
          assertThat(tool.recipe().linkerFlags()).contains("=" + tool.recipe().version());
        }
      }
    }
  }

  @Test
  void aBuiltToolWouldBeAcceptedOnPathToo() {
    for (List<PinnedTool> set : PinnedTools.all()) {
      for (PinnedTool tool : set) {
        assertThat(tool.accepts(tool.recipe().version())).isTrue();
      }
    }
  }
}
