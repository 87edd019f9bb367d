package dev.tenantry.local.environment.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.local.environment.processes.Command;
import dev.tenantry.local.environment.state.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BinFolderTest {
  private static final String HOST = "pulumi-language-java";

  @TempDir Path temp;
  private Path bin;

  @BeforeEach
  void makeAHostThatSaysItsArguments() {
    bin = temp.resolve("bin");
    PrivateFiles.writeScript(temp.resolve("o'host"), "#!/bin/sh\necho \"$@\"\n");
    PrivateFiles.writeScript(temp.resolve("pulumi"), "#!/bin/sh\necho cli\n");
    fill(LocatedTool.Origin.BUILT);
  }

  private void fill(LocatedTool.Origin origin) {
    new BinFolder(bin)
        .fill(
            Map.of(
                HOST,
                new LocatedTool(HOST, temp.resolve("o'host"), origin, "v1.0.0"),
                "pulumi",
                new LocatedTool("pulumi", temp.resolve("pulumi"), origin, "v1.0.0")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "runtime: {name: java, options: {binary: target/app.jar}}",
        "runtime:\n  name: java\n  options:\n    binary: target/app.jar # built by Maven",
        "runtime:\n  options: {binary: \"target/app.jar\", other: 1}",
        "runtime:\n  options:\n    binary: 'target/app.jar'"
      })
  void theWrapperPassesTheBinaryOfPulumiYaml(String runtime) throws IOException {
    Files.writeString(temp.resolve("Pulumi.yaml"), "name: x\n" + runtime + "\n");
    assertThat(host()).isEqualTo("-binary=target/app.jar 127.0.0.1:1");
  }

  @Test
  void theWrapperAddsNothingForAProjectWithoutBinary() throws IOException {
    Files.writeString(temp.resolve("Pulumi.yaml"), "name: x\nruntime: java\n");
    assertThat(host()).isEqualTo("127.0.0.1:1");
  }

  // A symbolic link would make the engine look for the host in the cache folder, and warn.
  @Test
  void theBuiltCommandLineToolIsNoSymbolicLink() {
    assertThat(bin.resolve("pulumi")).isRegularFile();
    assertThat(Files.isSymbolicLink(bin.resolve("pulumi"))).isFalse();
  }

  @Test
  void toolsFromPathAreLinks() {
    fill(LocatedTool.Origin.PATH);
    assertThat(bin.resolve("pulumi")).isSymbolicLink();
    assertThat(bin.resolve(HOST)).isSymbolicLink();
  }

  private String host() {
    List<String> words = List.of(bin.resolve(HOST).toString(), "127.0.0.1:1");
    Map<String, String> variables = Map.of("PATH", "/bin:/usr/bin");
    return new Command(words, variables).run(Duration.ofSeconds(5), "", temp).output().strip();
  }
}
