package dev.tenantry.local.environment.kinds;

import dev.tenantry.local.environment.console.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A Go module that carries definitions of kinds: one line of local/tools/crds/modules.lock.
 *
 * @param name what people call it; the start of its cache folder's name
 * @param module the module's path
 * @param version the module's version
 * @param checksum the module's hash, as go.sum has it
 * @param folder where in the module the definitions are
 */
record PinnedModule(String name, String module, String version, String checksum, String folder) {
  private static final String LOCK = "crds/modules.lock";
  private static final int WORDS = 5;

  /**
   * Every module of the checkout.
   *
   * @param tools the checkout's folder local/tools
   */
  static List<PinnedModule> all(Path tools) {
    try {
      return Files.readAllLines(tools.resolve(LOCK)).stream()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(PinnedModule::parse)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static PinnedModule parse(String line) {
    String[] words = line.split(" ");
    if (words.length != WORDS) {
      throw new Failure(LOCK + ": want name, module, version, checksum, folder; have: " + line);
    }
    return new PinnedModule(words[0], words[1], words[2], words[3], words[4]);
  }

  /** The module as the go command takes it. */
  String atVersion() {
    return module + "@" + version;
  }
}
