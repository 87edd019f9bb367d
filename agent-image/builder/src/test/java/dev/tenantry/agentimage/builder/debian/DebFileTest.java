package dev.tenantry.agentimage.builder.debian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenantry.agentimage.builder.Command;
import dev.tenantry.agentimage.builder.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DebFileTest {
  @TempDir private Path folder;

  /** Packages by Debian's own tool: Debian compresses by xz, Ubuntu by Zstandard. */
  @ParameterizedTest
  @ValueSource(strings = {"xz", "zstd", "gzip", "none"})
  void packagesOfDpkgAreRead(String compression) throws IOException {
    Path tree = Files.createDirectories(folder.resolve("tree"));
    Files.createDirectories(tree.resolve("DEBIAN"));
    Files.writeString(
        tree.resolve("DEBIAN/control"),
        "Package: probe\nVersion: 1:2-3\nArchitecture: all\nMaintainer: x <x@example.com>\n"
            + "Depends: gcc-12-base (= 1), libc6\nDescription: probe\n");
    Files.createDirectories(tree.resolve("usr/share"));
    Files.writeString(tree.resolve("usr/share/text"), "content");
    Files.createSymbolicLink(tree.resolve("usr/share/link"), Path.of("text"));
    Path file = folder.resolve("probe.deb");
    List<String> words =
        List.of("dpkg-deb", "-Z" + compression, "--build", tree.toString(), file.toString());
    var built = Command.ask(folder, Map.of(), words);
    Assumptions.assumeTrue(built.isPresent(), "dpkg-deb is not on this machine");
    assertThat(built.get().good()).as(built.get().output()).isTrue();

    DebFile.Control control = DebFile.control(file);

    assertThat(control.value("Version")).isEqualTo("1:2-3");
    assertThat(control.value("Depends")).startsWith("gcc-12-base");
    assertThat(control.value("Section")).isEmpty();
    assertThat(DebFile.data(file))
        .filteredOn(member -> member.path().equals("usr/share/text"))
        .singleElement()
        .satisfies(
            member ->
                assertThat(new String(member.content(), StandardCharsets.UTF_8))
                    .isEqualTo("content"));
    assertThat(DebFile.data(file))
        .filteredOn(member -> member.path().equals("usr/share/link"))
        .singleElement()
        .satisfies(member -> assertThat(member.entry().getLinkName()).isEqualTo("text"));
  }

  @Test
  void aFileThatIsNoPackageIsNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("probe.deb"), "no archive");

    assertThatThrownBy(() -> DebFile.control(file))
        .isInstanceOf(Failure.class)
        .hasMessageStartingWith("cannot read the package " + file);
  }
}
