package dev.tenantry.agentimage.builder.layout;

import dev.tenantry.agentimage.builder.Digests;
import dev.tenantry.agentimage.builder.Failure;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** The root file system in the only form in which Jib takes a base from a file: `docker save`'s. */
final class BaseImage {
  private static final String CONFIGURATION =
      """
      {"architecture":"%s","os":"linux","config":{},\
      "rootfs":{"type":"layers","diff_ids":["sha256:%s"]}}""";

  private static final String MANIFEST =
      """
      [{"Config":"config.json","RepoTags":null,"Layers":["layer.tar"]}]""";

  private BaseImage() {}

  static Path write(Path root, String architecture, Path folder) {
    Path file = folder.resolve("base.tar");
    String configuration = String.format(CONFIGURATION, architecture, Digests.of(root));
    try (OutputStream output = Files.newOutputStream(file);
        TarArchiveOutputStream tar = new TarArchiveOutputStream(output, "UTF-8")) {
      put(tar, "config.json", configuration.getBytes(StandardCharsets.UTF_8));
      put(tar, "layer.tar", Files.readAllBytes(root));
      put(tar, "manifest.json", MANIFEST.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new Failure("cannot write " + file, e);
    }
    return file;
  }

  private static void put(TarArchiveOutputStream tar, String name, byte[] content)
      throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name);
    entry.setSize(content.length);
    entry.setModTime(0);
    tar.putArchiveEntry(entry);
    tar.write(content);
    tar.closeArchiveEntry();
  }
}
