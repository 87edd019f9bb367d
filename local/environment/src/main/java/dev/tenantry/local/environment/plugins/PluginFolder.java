package dev.tenantry.local.environment.plugins;

import dev.tenantry.local.environment.state.PrivateFiles;
import dev.tenantry.local.environment.state.StateFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * One plug-in's folder in the environment's plug-in cache. The engine skips symbolic links there
 * and takes a folder as complete when no `.partial` file stands beside it, so this is a real folder
 * with a link or a script in it.
 */
final class PluginFolder {
  /**
   * Few classes, a short life: the simple collector and compiler start faster. The provider is
   * started by the engine with an environment of its own, so the paths are written out.
   */
  private static final String SCRIPT =
      """
      #!/bin/sh
      # Tenantry's test provider.
      exec java -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xshare:auto \\
        -cp '%s' dev.tenantry.local.providers.Main %s "$@"
      """;

  private final Path folder;
  private final Provider provider;

  PluginFolder(Path pulumiHome, Provider provider) {
    this.folder = pulumiHome.resolve("plugins").resolve(provider.folder());
    this.provider = provider;
  }

  /** Whether the CLI installed a plug-in here. */
  boolean holdsInstalled() {
    Path program = folder.resolve(provider.program());
    return isComplete(folder)
        && Files.isExecutable(program)
        && !Files.isSymbolicLink(program)
        && !isScript(program);
  }

  static boolean isComplete(Path folder) {
    return Files.isDirectory(folder)
        && !Files.exists(folder.resolveSibling(folder.getFileName() + ".partial"));
  }

  /** Makes the folder a set of links to the files of a plug-in elsewhere. */
  void linkTo(Path program) {
    if (holdsLinkTo(program)) {
      return;
    }
    clear();
    try {
      Files.createDirectories(folder);
      Files.createSymbolicLink(folder.resolve(provider.program()), program);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean holdsLinkTo(Path program) {
    Path link = folder.resolve(provider.program());
    try {
      return Files.isSymbolicLink(link) && Files.readSymbolicLink(link).equals(program);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes the folder start the test provider. */
  void startTestProvider(Path jar) {
    String quoted = jar.toString().replace("'", "'\\''");
    String script = String.format(SCRIPT, quoted, provider.name());
    Path program = folder.resolve(provider.program());
    try {
      if (isScript(program) && Files.readString(program).equals(script)) {
        return;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    clear();
    PrivateFiles.writeScript(program, script);
  }

  /** Removes the folder and what an interrupted installation left beside it. */
  void clear() {
    StateFolder.deleteTree(folder);
    StateFolder.deleteTree(folder.resolveSibling(folder.getFileName() + ".partial"));
    StateFolder.deleteTree(folder.resolveSibling(folder.getFileName() + ".lock"));
  }

  private static boolean isScript(Path program) {
    if (!Files.isRegularFile(program) || Files.isSymbolicLink(program)) {
      return false;
    }
    try (var content = Files.newInputStream(program)) {
      return content.read() == '#' && content.read() == '!';
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
