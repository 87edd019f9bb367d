package dev.tenantry.agentimage.builder.debian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenantry.agentimage.builder.Digests;
import dev.tenantry.agentimage.builder.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RootSystemTest {
  private static final String LIBRARIES = "lib/x86_64-linux-gnu/";

  @TempDir private Path folder;

  @Test
  void onlyWhatIsListedIsTaken() throws IOException {
    DebPackage shell =
        new DebPackage("surprise")
            .file("bin/sh", 0755, "shell")
            .file("usr/bin/su", 04755, "setuid")
            .file("usr/local/bin/tool", 0755, "tool")
            .file("etc/cron.d/job", 0644, "job")
            .file("usr/lib/x86_64-linux-gnu/gconv/UTF-7.so", 0644, "converter")
            .file(LIBRARIES + "libthread_db.so.1", 0644, "debugger")
            .file(LIBRARIES + "libm.so.6", 0644, "library")
            .link("lib64/ld-linux-x86-64.so.2", "/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2");

    assertThat(root(shell).paths())
        .contains("usr/lib/x86_64-linux-gnu/libm.so.6", "usr/lib64/ld-linux-x86-64.so.2")
        .noneMatch(path -> path.matches("(usr/)?(local/)?s?bin(/.*)?"))
        .noneMatch(path -> path.contains("gconv") || path.contains("thread_db"))
        .noneMatch(path -> path.contains("cron"));
  }

  @Test
  void theFoldersThatDebianMergedAreLinks() throws IOException {
    SortedMap<String, TarArchiveEntry> entries =
        entries(
            root(
                new DebPackage("libm")
                    .file(LIBRARIES + "libm.so.6", 0644, "library")
                    .link(
                        "lib64/ld-linux-x86-64.so.2",
                        "/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2")));

    assertThat(entries.get("lib").getLinkName()).isEqualTo("usr/lib");
    assertThat(entries.get("lib64").getLinkName()).isEqualTo("usr/lib64");
    assertThat(entries.get("usr/lib64/ld-linux-x86-64.so.2").getLinkName())
        .isEqualTo("../../lib/x86_64-linux-gnu/ld-linux-x86-64.so.2");
  }

  @Test
  void aSetuidOrWritableLibraryIsRefused() {
    for (int mode : List.of(04755, 02755, 0666)) {
      DebPackage item = new DebPackage("bad").file(LIBRARIES + "libbad.so.1", mode, "x");
      assertThatThrownBy(() -> root(item))
          .isInstanceOf(Failure.class)
          .hasMessage(
              "usr/lib/x86_64-linux-gnu/libbad.so.1 has mode "
                  + Integer.toOctalString(mode)
                  + "; no image takes such a file");
    }
  }

  @Test
  void anotherPackageUnderTheNameIsRefused() throws IOException {
    LockedPackage locked = new DebPackage("one").write(folder);
    LockedPackage wrong = new LockedPackage("two", "1.0", locked.sha256());
    PackageLock lock = new PackageLock(Distribution.parse("debian-12-amd64"), List.of(wrong));

    assertThatThrownBy(() -> RootSystem.of(lock, item -> folder.resolve("one.deb")))
        .isInstanceOf(Failure.class)
        .hasMessage("two=1.0 is another package by its own control file");
  }

  @Test
  void hardLinksBecomeFiles() throws IOException {
    RootSystem root =
        root(
            new DebPackage("zones")
                .file("usr/share/zoneinfo/Europe/Berlin", 0644, "zone")
                .hardLink(
                    "usr/share/zoneinfo/Europe/Busingen", "usr/share/zoneinfo/Europe/Berlin"));

    TarArchiveEntry entry = entries(root).get("usr/share/zoneinfo/Europe/Busingen");

    assertThat(entry.isFile()).isTrue();
    assertThat(entry.getSize()).isEqualTo("zone".length());
  }

  @Test
  void theSamePackagesAreTheSameBytes() throws IOException {
    List<String> digests = new ArrayList<>();
    for (String name : List.of("a", "b")) {
      Path own = Files.createDirectories(folder.resolve(name));
      LockedPackage item =
          new DebPackage("libm").file(LIBRARIES + "libm.so.6", 0644, "library").write(own);
      PackageLock lock = new PackageLock(Distribution.parse("debian-12-amd64"), List.of(item));
      Path tar = own.resolve("root.tar");
      RootSystem.of(lock, locked -> own.resolve("libm.deb")).write(tar);
      digests.add(Digests.of(tar));
    }

    assertThat(digests.get(0)).isEqualTo(digests.get(1));
  }

  @Test
  void onlyTmpIsWritableAndAllIsRoots() throws IOException {
    SortedMap<String, TarArchiveEntry> entries = entries(root(new DebPackage("none")));

    assertThat(entries).isNotEmpty();
    entries.forEach(
        (path, entry) -> {
          assertThat(entry.getLongUserId()).isZero();
          if (!entry.isSymbolicLink() && !path.equals("tmp")) {
            assertThat(entry.getMode() & 06022).as(path).isZero();
          }
        });
    assertThat(entries.get("tmp").getMode() & 07777).isEqualTo(01777);
  }

  private RootSystem root(DebPackage item) throws IOException {
    LockedPackage locked = item.write(folder);
    PackageLock lock = new PackageLock(Distribution.parse("debian-12-amd64"), List.of(locked));
    return RootSystem.of(lock, one -> folder.resolve(one.name() + ".deb"));
  }

  private SortedMap<String, TarArchiveEntry> entries(RootSystem root) throws IOException {
    Path file = folder.resolve("root.tar");
    root.write(file);
    SortedMap<String, TarArchiveEntry> entries = new TreeMap<>();
    try (InputStream input = Files.newInputStream(file);
        TarArchiveInputStream tar =
            new TarArchiveInputStream(input, StandardCharsets.UTF_8.name())) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        entries.put(entry.getName().replaceFirst("/$", ""), entry);
      }
    }
    return entries;
  }
}
