package dev.tenantry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RenderCommandTest {
  @TempDir private Path folder;

  private record Result(int exit, String error) {}

  @Test
  void aRenderingMayBeRepeatedInItsFolder() {
    Path out = folder.resolve("rendered");
    assertThat(render(out).exit()).isZero();
    assertThat(render(out).exit()).isZero();
    assertThat(out.resolve("gcp.json")).exists();
  }

  @Test
  void aFolderWithOtherFilesIsLeftAlone() throws IOException {
    Files.writeString(folder.resolve("mine.txt"), "mine");
    Result result = render(folder);
    assertThat(result.exit()).isEqualTo(TenantryCommand.FAILURE);
    assertThat(result.error())
        .isEqualTo(folder + " has files that no rendering wrote: name an empty or a new folder\n");
    assertThat(folder).isDirectoryNotContaining(file -> !file.endsWith("mine.txt"));
  }

  @Test
  void aFileInThePlaceOfTheFolderIsToldWithoutAStackTrace() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    Result result = render(file);
    assertThat(result.exit()).isEqualTo(TenantryCommand.FAILURE);
    assertThat(result.error()).startsWith("cannot write to " + file).doesNotContain("\tat ");
  }

  private static Result render(Path out) {
    StringWriter error = new StringWriter();
    int exit =
        TenantryCommand.commandLine()
            .setOut(new PrintWriter(new StringWriter()))
            .setErr(new PrintWriter(error))
            .execute("render", "local", "--out", out.toString());
    return new Result(exit, error.toString());
  }
}
