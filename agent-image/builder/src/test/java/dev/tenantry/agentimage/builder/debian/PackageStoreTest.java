package dev.tenantry.agentimage.builder.debian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenantry.agentimage.builder.Digests;
import dev.tenantry.agentimage.builder.Failure;
import dev.tenantry.agentimage.builder.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of machines that have no apt, or whose mirrors dropped a version. */
class PackageStoreTest {
  @TempDir private Path folder;
  private Path brought;
  private LockedPackage item;

  @BeforeEach
  void somebodyBroughtAFile() throws IOException {
    brought = Files.createDirectories(folder.resolve("brought"));
    item = new DebPackage("libm").write(brought);
    Files.move(brought.resolve("libm.deb"), brought.resolve("any name.deb"));
  }

  @Test
  void aBroughtFileIsKnownByItsChecksumAndStays() {
    Path file = new PackageStore(folder.resolve("cache"), Optional.of(brought)).file(item);
    Folders.delete(brought);

    assertThat(Digests.of(file)).isEqualTo(item.sha256());
    assertThat(new PackageStore(folder.resolve("cache"), Optional.empty()).file(item))
        .isEqualTo(file);
  }

  @Test
  void aFolderThatIsNotThereIsNamed() {
    Path none = folder.resolve("none");

    assertThatThrownBy(
            () -> new PackageStore(folder.resolve("cache"), Optional.of(none)).file(item))
        .isInstanceOf(Failure.class)
        .hasMessage("there is no folder " + none);
  }
}
