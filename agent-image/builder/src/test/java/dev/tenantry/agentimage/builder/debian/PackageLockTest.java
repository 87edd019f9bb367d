package dev.tenantry.agentimage.builder.debian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenantry.agentimage.builder.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackageLockTest {
  @TempDir private Path folder;

  @Test
  void whatIsWrittenIsReadAgain() throws IOException {
    PackageLock lock =
        new PackageLock(
            new Distribution("debian", "12", "amd64"),
            List.of(
                new LockedPackage("libc6", "2.36-9+deb12u14", "a".repeat(64)),
                new LockedPackage("zlib1g", "1:1.2.13.dfsg-1", "b".repeat(64))));
    Path file = Files.writeString(folder.resolve("x.lock"), lock.text());

    assertThat(PackageLock.read(file)).isEqualTo(lock);
  }

  @Test
  void aBadLineIsNamedByItsNumber() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("x.lock"), "distribution debian-12-amd64\n# fine\nlibc6 2.36 abc\n");

    assertThatThrownBy(() -> PackageLock.read(file))
        .isInstanceOf(Failure.class)
        .hasMessage(file + ":3: expected 'distribution LABEL' or 'NAME VERSION SHA256'");
  }

  @Test
  void aLockWithoutDistributionIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("x.lock"), "libc6 2.36 " + "a".repeat(64));

    assertThatThrownBy(() -> PackageLock.read(file))
        .isInstanceOf(Failure.class)
        .hasMessage(file + ": names no distribution or no package");
  }

  @Test
  void theLocksOfTheRepositoryNameEveryPackage() throws IOException {
    List<Path> locks;
    try (var files = Files.list(Path.of("../packages"))) {
      locks = files.toList();
    }

    assertThat(locks).isNotEmpty();
    for (Path file : locks) {
      PackageLock lock = PackageLock.read(file);
      assertThat(file).hasFileName(lock.distribution().label() + ".lock");
      assertThat(lock.packages())
          .extracting(LockedPackage::name)
          .containsAll(PackageStore.NAMES)
          .isSorted()
          .hasSize(PackageStore.NAMES.size() + 1);
    }
  }

  @Test
  void aMachineIsReadFromItsOwnDescription() throws IOException {
    Path release =
        Files.writeString(
            folder.resolve("os-release"), "NAME=x\nVERSION_ID=\"24.04\"\nID=ubuntu\n");

    assertThat(Distribution.of(release, "aarch64").label()).isEqualTo("ubuntu-24.04-arm64");
    assertThat(Distribution.of(release, "amd64").libraries()).isEqualTo("x86_64-linux-gnu");
    assertThatThrownBy(() -> Distribution.of(release, "s390x"))
        .hasMessage("no image is made for processor s390x");
    assertThatThrownBy(() -> Distribution.parse("debian"))
        .hasMessage("'debian' names no distribution; expected for example debian-12-amd64");
  }
}
