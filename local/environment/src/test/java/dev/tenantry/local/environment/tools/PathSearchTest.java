package dev.tenantry.local.environment.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.local.environment.state.PrivateFiles;
import dev.tenantry.local.environment.state.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PathSearchTest {
  private static final Recipe RECIPE = new Recipe("r", "v2.0.0", "m", "f", List.of("."), "");
  private static final PinnedTool ONE =
      new PinnedTool("one", new Version(1, 5, 0), List.of("--version"), RECIPE);
  private static final PinnedTool TWO =
      new PinnedTool("two", new Version(1, 5, 0), List.of("--version"), RECIPE);

  @TempDir Path temp;
  private Path first;
  private Path second;
  private PathSearch search;

  @BeforeEach
  void makeTwoFolders() throws IOException {
    first = Files.createDirectory(temp.resolve("first"));
    second = Files.createDirectory(temp.resolve("second"));
    Map<String, String> variables = Map.of("PATH", first + ":" + second + ":/bin:/usr/bin");
    search = new PathSearch(variables, new Settings(temp.resolve("versions.properties")));
  }

  @Test
  void takesTheFirstFolderWhoseToolIsNewEnough() {
    tool(first, "one", "v1.4.9");
    tool(second, "one", "v1.5.0");
    assertThat(search.find(List.of(ONE)).orElseThrow())
        .containsExactly(
            new LocatedTool("one", second.resolve("one"), LocatedTool.Origin.PATH, "v1.5.0"));
  }

  // An API server of one release beside a scheduler of another is not a set.
  @Test
  void takesASetOnlyFromOneFolder() {
    tool(first, "one", "v1.6.0");
    tool(second, "two", "v1.6.0");
    assertThat(search.find(List.of(ONE, TWO))).isEmpty();
    tool(second, "one", "v1.6.0");
    assertThat(search.find(List.of(ONE, TWO)).orElseThrow())
        .extracting(LocatedTool::file)
        .containsExactly(second.resolve("one"), second.resolve("two"));
  }

  // In a shell that evaluated `env` the bin folder is on PATH: its links are not tools.
  @Test
  void ignoresTheBinFoldersOfEnvironments() {
    tool(first, "one", "v1.6.0");
    new BinFolder(first).fill(Map.of());
    tool(first, "one", "v1.6.0");
    assertThat(search.find(List.of(ONE))).isEmpty();
  }

  @Test
  void asksAFileForItsVersionOnlyOnce() throws IOException {
    Path calls = temp.resolve("calls");
    PrivateFiles.writeScript(
        first.resolve("one"), "#!/bin/sh\necho call >> '" + calls + "'\necho v1.6.0\n");
    search.find(List.of(ONE));
    search.find(List.of(ONE));
    assertThat(Files.readAllLines(calls)).hasSize(1);
  }

  private static void tool(Path folder, String name, String version) {
    PrivateFiles.writeScript(
        folder.resolve(name), "#!/bin/sh\necho " + name + " " + version + "\n");
  }
}
