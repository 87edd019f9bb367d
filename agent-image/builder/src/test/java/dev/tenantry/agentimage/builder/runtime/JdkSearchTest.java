package dev.tenantry.agentimage.builder.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenantry.agentimage.builder.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JdkSearchTest {
  private static final JdkSearch SEARCH = new JdkSearch("amd64");

  @TempDir private Path folder;

  @Test
  void theNewestWithLongTermSupportIsTaken() throws IOException {
    List<Path> places =
        List.of(
            jdk("old", "17.0.15+6-Debian-1deb12u1", "x86_64"),
            jdk("lts", "21.0.9+10", "x86_64"),
            jdk("older-lts", "21.0.10+7", "x86_64"),
            jdk("newest", "26+35", "x86_64"),
            folder.resolve("none"));

    assertThat(SEARCH.newest(places).version()).hasToString("21.0.10+7");
  }

  @Test
  void aJdkWithoutJlinkOrOfAnotherProcessorIsNone() throws IOException {
    Path runtimeOnly = jdk("jre", "25.0.3+9-LTS", "x86_64");
    Files.delete(runtimeOnly.resolve("bin/jlink"));
    Path other = jdk("arm", "25.0.3+9-LTS", "aarch64");
    Path noModules = jdk("no-modules", "21.0.9+10", "x86_64");
    Files.delete(noModules.resolve("jmods/java.base.jmod"));

    assertThatThrownBy(() -> SEARCH.newest(List.of(runtimeOnly, other, noModules)))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("no JDK of this machine can make a runtime")
        .hasMessageContaining("JDK=<folder>")
        .hasMessageEndingWith(noModules.toString());
    assertThatThrownBy(() -> SEARCH.at(other)).hasMessageContaining("is no JDK that can make");
  }

  @Test
  void jdk24AndNewerNeedNoModuleFilesIfTheySaySo() throws IOException {
    Path linking = jdk("linking", "25.0.3+9-LTS", "x86_64");
    Files.delete(linking.resolve("jmods/java.base.jmod"));
    assertThat(SEARCH.newest(List.of(linking)).feature()).isEqualTo(25);

    Files.writeString(linking.resolve("bin/jlink"), "#!/bin/sh\necho disabled\n");
    assertThatThrownBy(() -> SEARCH.at(linking)).isInstanceOf(Failure.class);
  }

  @Test
  void aNamedOneMayBeWithoutLongTermSupport() throws IOException {
    assertThat(SEARCH.at(jdk("named", "26+35", "x86_64")).label()).isEqualTo("Probe 26+35");
  }

  @Test
  void flagsFollowTheRelease() {
    assertThat(JavaRuntime.flags(25))
        .contains("-XX:+UseCompactObjectHeaders", "-XX:+ExitOnOutOfMemoryError")
        .doesNotContain("-Dfile.encoding=UTF-8");
    assertThat(JavaRuntime.flags(17))
        .contains("-Dfile.encoding=UTF-8", "-XX:+UseSerialGC")
        .doesNotContain("-XX:+UseCompactObjectHeaders");
  }

  private Path jdk(String name, String version, String processor) throws IOException {
    Path home = Files.createDirectories(folder.resolve(name));
    Files.createDirectories(home.resolve("bin"));
    Files.createDirectories(home.resolve("jmods"));
    Files.writeString(home.resolve("jmods/java.base.jmod"), "");
    Path jlink =
        Files.writeString(
            home.resolve("bin/jlink"), "#!/bin/sh\necho Linking from run-time image enabled\n");
    assertThat(jlink.toFile().setExecutable(true)).isTrue();
    Files.writeString(
        home.resolve("release"),
        String.format(
            "IMPLEMENTOR=\"Probe\"%nJAVA_RUNTIME_VERSION=\"%s\"%nOS_ARCH=\"%s\"%nLIBC=\"gnu\"%n",
            version, processor));
    return home;
  }
}
