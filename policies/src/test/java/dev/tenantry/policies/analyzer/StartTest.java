package dev.tenantry.policies.analyzer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The process as the engine starts it. */
class StartTest {
  private static final Path SHIM = Path.of("bin/pulumi-analyzer-policy-tenantry");

  @TempDir private Path folder;

  @Test
  void thePortIsTheOnlyLineWhateverFlagsComeFirst() throws Exception {
    Path error = folder.resolve("error");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
    command.addAll(
        List.of("--logtostderr", "-v=9", "--tracing", "http://127.0.0.1:1", "127.0.0.1:1", "."));
    Path out = Files.createFile(folder.resolve("out"));
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(error.toFile())
            .start();
    try {
      while (process.isAlive() && !Files.readString(out).endsWith("\n")) {
        Thread.sleep(20);
      }
      process.destroy();
      process.waitFor();
    } finally {
      process.destroyForcibly();
    }
    assertThat(Files.readString(out)).matches("[1-9][0-9]{0,4}\n");
    assertThat(error).isEmptyFile();
  }

  @Test
  void aPackThatIsNotBuiltSaysHowToBuildIt() throws Exception {
    Path shim = folder.resolve("policies").resolve(SHIM);
    Files.createDirectories(shim.getParent());
    Files.copy(SHIM, shim, StandardCopyOption.COPY_ATTRIBUTES);
    Process process = new ProcessBuilder(shim.toString()).start();
    assertThat(text(process))
        .isEqualTo(
            "the policy pack is not built; run: make -C " + folder.toRealPath() + " build\n");
    assertThat(process.waitFor()).isEqualTo(1);
  }

  private static String text(Process process) throws IOException {
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(out).isEmpty();
    return new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
