package dev.tenantry.agentimage.builder.debian;

import dev.tenantry.agentimage.builder.Digests;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.ar.ArArchiveEntry;
import org.apache.commons.compress.archivers.ar.ArArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** Makes package files for tests, as deb(5) has them. */
final class DebPackage {
  private final String name;
  private final ByteArrayOutputStream data = new ByteArrayOutputStream();
  private final TarArchiveOutputStream tar = new TarArchiveOutputStream(data, "UTF-8");

  DebPackage(String name) {
    this.name = name;
  }

  DebPackage file(String path, int mode, String text) {
    TarArchiveEntry entry = new TarArchiveEntry("./" + path);
    entry.setMode(mode);
    return put(entry, text.getBytes(StandardCharsets.UTF_8));
  }

  DebPackage link(String path, String target) {
    TarArchiveEntry entry = new TarArchiveEntry("./" + path, TarConstants.LF_SYMLINK);
    entry.setLinkName(target);
    return put(entry, new byte[0]);
  }

  DebPackage hardLink(String path, String target) {
    TarArchiveEntry entry = new TarArchiveEntry("./" + path, TarConstants.LF_LINK);
    entry.setLinkName("./" + target);
    return put(entry, new byte[0]);
  }

  private DebPackage put(TarArchiveEntry entry, byte[] content) {
    entry.setSize(content.length);
    entry.setModTime(1_700_000_000_000L);
    try {
      tar.putArchiveEntry(entry);
      tar.write(content);
      tar.closeArchiveEntry();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  /** Writes {@code NAME.deb} and says what a lock would say of it. */
  LockedPackage write(Path folder) throws IOException {
    tar.close();
    ByteArrayOutputStream control = new ByteArrayOutputStream();
    try (TarArchiveOutputStream fields = new TarArchiveOutputStream(control, "UTF-8")) {
      byte[] text = ("Package: " + name + "\nVersion: 1.0\n").getBytes(StandardCharsets.UTF_8);
      TarArchiveEntry entry = new TarArchiveEntry("./control");
      entry.setSize(text.length);
      fields.putArchiveEntry(entry);
      fields.write(text);
      fields.closeArchiveEntry();
    }
    Path file = folder.resolve(name + ".deb");
    try (ArArchiveOutputStream parts = new ArArchiveOutputStream(Files.newOutputStream(file))) {
      put(parts, "debian-binary", "2.0\n".getBytes(StandardCharsets.UTF_8));
      put(parts, "control.tar.gz", gzip(control.toByteArray()));
      put(parts, "data.tar", data.toByteArray());
    }
    return new LockedPackage(name, "1.0", Digests.of(file));
  }

  private static void put(ArArchiveOutputStream parts, String name, byte[] content)
      throws IOException {
    parts.putArchiveEntry(new ArArchiveEntry(name, content.length));
    parts.write(content);
    parts.closeArchiveEntry();
  }

  private static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream output = new GZIPOutputStream(bytes)) {
      output.write(content);
    }
    return bytes.toByteArray();
  }
}
