package dev.tenantry.local.environment.tools;

import dev.tenantry.local.environment.state.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.Map;

/** The folder that comes first on PATH: links to the chosen tools. */
public final class BinFolder {
  private static final String MARKER = ".tenantry-bin";
  private static final String HOST = "pulumi-language-java";

  /**
   * The engine since 3.209 passes runtime options in messages that host 0.20 does not read, so
   * `runtime.options.binary` of Pulumi.yaml would be ignored. The engine starts the host in the
   * project's folder.
   */
  private static final String WRAPPER =
      """
      #!/bin/sh
      # Hands runtime.options.binary of Pulumi.yaml to the language host as its -binary flag.
      host='%s'
      key="s/^.*[{ ,]binary:[ ]*[\\"']\\{0,1\\}\\([^\\"',}# ]*\\).*$/\\1/p"
      binary=$(sed -n "$key" Pulumi.yaml 2>/dev/null | head -n 1)
      if [ -n "$binary" ]; then
        exec "$host" -binary="$binary" "$@"
      fi
      exec "$host" "$@"
      """;

  private final Path folder;

  public BinFolder(Path folder) {
    this.folder = folder;
  }

  /** Whether this is such a folder, of this environment or of another one. */
  static boolean isOne(Path folder) {
    return Files.exists(folder.resolve(MARKER));
  }

  /** Makes the folder hold exactly these tools. */
  public void fill(Map<String, LocatedTool> tools) {
    try {
      Files.createDirectories(folder);
      Path marker = folder.resolve(MARKER);
      if (!Files.exists(marker)) {
        Files.createFile(marker);
      }
      removeOthers(tools.keySet());
      for (LocatedTool tool : tools.values()) {
        place(tool);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void removeOthers(Collection<String> names) throws IOException {
    try (var files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        if (!names.contains(name) && !name.equals(MARKER)) {
          Files.delete(file);
        }
      }
    }
  }

  private void place(LocatedTool tool) throws IOException {
    Path place = folder.resolve(tool.name());
    boolean built = tool.origin() == LocatedTool.Origin.BUILT;
    if (built && tool.name().equals(HOST)) {
      placeWrapper(place, tool.file());
    } else if (built && tool.name().equals("pulumi")) {
      placeTwin(place, tool.file());
    } else if (!Files.isSymbolicLink(place) || !Files.readSymbolicLink(place).equals(tool.file())) {
      Files.deleteIfExists(place);
      Files.createSymbolicLink(place, tool.file());
    }
  }

  private static void placeWrapper(Path place, Path host) throws IOException {
    String script = String.format(WRAPPER, host.toString().replace("'", "'\\''"));
    boolean same =
        Files.isRegularFile(place)
            && !Files.isSymbolicLink(place)
            && Files.size(place) == script.length()
            && Files.readString(place).equals(script);
    if (!same) {
      Files.deleteIfExists(place);
      PrivateFiles.writeScript(place, script);
    }
  }

  /**
   * The engine looks for language hosts beside its own file, links resolved, and warns about one
   * that it finds elsewhere on PATH. So `pulumi` is no symbolic link here but the file itself.
   */
  private static void placeTwin(Path place, Path file) throws IOException {
    if (Files.isRegularFile(place)
        && !Files.isSymbolicLink(place)
        && Files.size(place) == Files.size(file)
        && Files.getLastModifiedTime(place).equals(Files.getLastModifiedTime(file))) {
      return;
    }
    Files.deleteIfExists(place);
    try {
      Files.createLink(place, file);
    } catch (IOException | UnsupportedOperationException e) {
      // Another file system than the cache's.
      Files.copy(file, place, StandardCopyOption.COPY_ATTRIBUTES);
    }
  }
}
