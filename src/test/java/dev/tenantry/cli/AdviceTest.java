package dev.tenantry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.config.loading.ConfigLoader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdviceTest {
  @TempDir private Path root;

  @ParameterizedTest
  @ValueSource(strings = {"local", "dev", "prod"})
  void theShippedStacksNeedNone(String stack) {
    assertThat(advice(Path.of(""), stack)).isEmpty();
  }

  @Test
  void aRungByWhichTheMachineIsNotSoldIsToldWithThoseByWhichItIs() throws IOException {
    Path file = root.resolve("stacks/case/platform.yaml");
    Files.createDirectories(file.getParent().resolve("tenants"));
    Files.writeString(
        file,
        Files.readString(Path.of("stacks/prod/platform.yaml"))
            .replace("g4-standard-96", "a3-highgpu-2g")
            .replace("nvidia-rtx-pro-6000", "nvidia-h100-80gb"));
    assertThat(advice(root, "case"))
        .isEqualTo(
            """
            gke.accelerators.rtx-pro: a3-highgpu-2g is not sold by reservation as far as known, \
            but by spot, flex-start; docs/models.md
            gke.accelerators.rtx-pro: a3-highgpu-2g is not sold by on-demand as far as known, \
            but by spot, flex-start; docs/models.md
            """);
  }

  private static String advice(Path root, String stack) {
    StringWriter err = new StringWriter();
    Advice.print(ConfigLoader.load(root, stack), new PrintWriter(err));
    return err.toString();
  }
}
