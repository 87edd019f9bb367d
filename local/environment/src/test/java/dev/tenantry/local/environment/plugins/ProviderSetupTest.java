package dev.tenantry.local.environment.plugins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenantry.local.environment.console.Failure;
import dev.tenantry.local.environment.state.PrivateFiles;
import dev.tenantry.local.environment.state.Settings;
import dev.tenantry.local.environment.state.StateFolder;
import dev.tenantry.local.environment.tools.PathSearch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProviderSetupTest {
  private static final String PROGRAM = "pulumi-resource-kubernetes";
  private static final String FOLDER = "resource-kubernetes-v4.34.2";
  private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");

  @TempDir Path temp;
  private StateFolder state;
  private Path calls;

  @BeforeEach
  void makeAProjectAndACliThatCannotInstall() throws IOException {
    state = new StateFolder(temp.resolve("state"));
    state.create();
    calls = temp.resolve("calls");
    Path version = temp.resolve("project/src/main/resources/com/pulumi/kubernetes/version.txt");
    Files.createDirectories(version.getParent());
    Files.writeString(version, "4.34.2\n");
    cli("exit 1");
  }

  @Test
  void onAClosedNetworkTheTestProviderIsUsedAndSaysSo() {
    ProviderChoice choice = choose(ProviderMode.AUTO, NOW);
    assertThat(choice.line())
        .startsWith("provider kubernetes 4.34.2: test provider (server-side apply")
        .contains("because the real plug-in could not be installed here");
    assertThat(installed()).content().contains("dev.tenantry.local.providers.Main kubernetes");
    assertThat(installed()).isExecutable();
  }

  @Test
  void aFailedInstallationIsNotTriedAgainForADay() throws IOException {
    choose(ProviderMode.AUTO, NOW);
    choose(ProviderMode.AUTO, NOW.plus(Duration.ofHours(23)));
    assertThat(Files.readAllLines(calls)).hasSize(1);
    choose(ProviderMode.AUTO, NOW.plus(Duration.ofHours(25)));
    assertThat(Files.readAllLines(calls)).hasSize(2);
  }

  @Test
  void aPluginThatTheCliInstallsIsUsedAndKept() throws IOException {
    Path folder = state.pulumiHome().resolve("plugins").resolve(FOLDER);
    // A real plug-in is no script, so its first bytes are other ones.
    cli(
        "mkdir -p "
            + folder
            + "; printf 'ELF' > "
            + folder
            + "/"
            + PROGRAM
            + "; chmod +x "
            + folder
            + "/"
            + PROGRAM);
    assertThat(choose(ProviderMode.AUTO, NOW).real()).isTrue();
    assertThat(choose(ProviderMode.AUTO, NOW).real()).isTrue();
    assertThat(Files.readAllLines(calls)).hasSize(1);
  }

  @Test
  void aPluginOfTheUsersCacheComesBeforeAnInstallation() throws IOException {
    Path cached = temp.resolve("home/.pulumi/plugins").resolve(FOLDER).resolve(PROGRAM);
    PrivateFiles.writeScript(cached, "#!/bin/sh\n");
    assertThat(choose(ProviderMode.AUTO, NOW).reason()).contains("your plug-in cache");
    assertThat(calls).doesNotExist();
    // The engine skips a plug-in folder that is a symbolic link: only the program is one.
    assertThat(installed().getParent()).isDirectory();
    assertThat(Files.isSymbolicLink(installed().getParent())).isFalse();
    assertThat(Files.readSymbolicLink(installed())).isEqualTo(cached);
  }

  @Test
  void aPluginInTheMiddleOfItsInstallationIsNotUsed() throws IOException {
    Path cached = temp.resolve("home/.pulumi/plugins").resolve(FOLDER).resolve(PROGRAM);
    PrivateFiles.writeScript(cached, "#!/bin/sh\n");
    Files.createFile(cached.getParent().resolveSibling(FOLDER + ".partial"));
    assertThat(choose(ProviderMode.AUTO, NOW).real()).isFalse();
  }

  @Test
  void aPluginOnPathComesFirst() {
    Path onPath = temp.resolve("path").resolve(PROGRAM);
    PrivateFiles.writeScript(onPath, "#!/bin/sh\n");
    assertThat(choose(ProviderMode.AUTO, NOW).reason()).contains(onPath.toString());
    assertThat(installed()).isSymbolicLink();
  }

  @Test
  void testModeNeverUsesARealOne() {
    PrivateFiles.writeScript(temp.resolve("path").resolve(PROGRAM), "#!/bin/sh\n");
    choose(ProviderMode.AUTO, NOW);
    assertThat(choose(ProviderMode.TEST, NOW).real()).isFalse();
    assertThat(Files.isSymbolicLink(installed())).isFalse();
  }

  @Test
  void realModeFailsWhereThereIsNone() {
    assertThatThrownBy(() -> choose(ProviderMode.REAL, NOW))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("kubernetes 4.34.2");
  }

  private ProviderChoice choose(ProviderMode mode, Instant now) {
    Map<String, String> variables =
        Map.of("PATH", temp.resolve("path") + ":/bin:/usr/bin", "HOME", temp + "/home");
    PathSearch path = new PathSearch(variables, new Settings(temp.resolve("versions")));
    Clock clock = Clock.fixed(now, ZoneOffset.UTC);
    return new ProviderSetup(state, temp.resolve("project"), variables, path, clock)
        .choose(mode, temp.resolve("cli"))
        .get(0);
  }

  private Path installed() {
    return state.pulumiHome().resolve("plugins").resolve(FOLDER).resolve(PROGRAM);
  }

  private void cli(String body) {
    PrivateFiles.writeScript(
        temp.resolve("cli"), "#!/bin/sh\necho \"$@\" >> '" + calls + "'\n" + body + "\n");
  }
}
