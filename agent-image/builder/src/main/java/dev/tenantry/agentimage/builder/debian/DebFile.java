package dev.tenantry.agentimage.builder.debian;

import dev.tenantry.agentimage.builder.Failure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.ar.ArArchiveEntry;
import org.apache.commons.compress.archivers.ar.ArArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * A Debian package: an ar archive of a control and a data tar (deb(5)). Reading it here instead of
 * by dpkg or mmdebstrap needs neither root nor Debian, and runs no code of the package.
 */
final class DebFile {
  private DebFile() {}

  /** One member of the data tar; paths have no leading {@code ./}. */
  record Member(TarArchiveEntry entry, byte[] content) {
    String path() {
      return entry.getName().replaceFirst("^\\./", "").replaceFirst("/$", "");
    }
  }

  /** The package's own description of itself. */
  record Control(String text) {
    /** A field's value, without continuation lines; empty text if it has none. */
    String value(String field) {
      return text.lines()
          .filter(line -> line.startsWith(field + ": "))
          .map(line -> line.substring(field.length() + 2))
          .findFirst()
          .orElse("");
    }
  }

  static Control control(Path file) {
    return members(file, "control.tar", "--ctrl-tarfile").stream()
        .filter(member -> member.path().equals("control"))
        .map(member -> new Control(new String(member.content(), StandardCharsets.UTF_8)))
        .findFirst()
        .orElseThrow(() -> new Failure(file + " is no Debian package: it has no control file"));
  }

  static List<Member> data(Path file) {
    return members(file, "data.tar", "--fsys-tarfile");
  }

  private static List<Member> members(Path file, String part, String dpkgFlag) {
    try (ArArchiveInputStream parts = new ArArchiveInputStream(Files.newInputStream(file))) {
      for (ArArchiveEntry entry = parts.getNextEntry();
          entry != null;
          entry = parts.getNextEntry()) {
        String name = entry.getName();
        if (name.startsWith(part)) {
          return name.endsWith(".zst") ? read(dpkg(file, dpkgFlag)) : read(plain(name, parts));
        }
      }
    } catch (IOException e) {
      throw new Failure("cannot read the package " + file, e);
    }
    throw new Failure(file + " is no Debian package: it has no " + part);
  }

  private static InputStream plain(String name, InputStream compressed) throws IOException {
    return switch (name.substring(name.lastIndexOf('.'))) {
      case ".xz" -> new XZInputStream(compressed);
      case ".gz" -> new GZIPInputStream(compressed);
      case ".tar" -> compressed;
      default -> throw new IOException("its member " + name + " is compressed in an unknown way");
    };
  }

  /** Ubuntu compresses by Zstandard, for which Java has no reader; dpkg-deb is there on Ubuntu. */
  private static InputStream dpkg(Path file, String flag) throws IOException {
    try {
      Process process =
          new ProcessBuilder("dpkg-deb", flag, file.toString())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      byte[] tar = process.getInputStream().readAllBytes();
      if (process.waitFor() != 0) {
        throw new IOException("dpkg-deb cannot read it");
      }
      return new ByteArrayInputStream(tar);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static List<Member> read(InputStream tar) throws IOException {
    List<Member> members = new ArrayList<>();
    TarArchiveInputStream entries = new TarArchiveInputStream(tar);
    for (TarArchiveEntry entry = entries.getNextEntry();
        entry != null;
        entry = entries.getNextEntry()) {
      members.add(new Member(entry, entry.isFile() ? entries.readAllBytes() : new byte[0]));
    }
    return members;
  }
}
