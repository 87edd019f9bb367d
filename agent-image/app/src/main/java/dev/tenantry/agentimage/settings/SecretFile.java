package dev.tenantry.agentimage.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * A file with one secret, which may change at any time.
 *
 * <p>Kubernetes replaces mounted Secrets by swapping a symbolic link, so the file is opened anew at
 * each read; it is small, and the page cache has it.
 *
 * @param path where it is mounted
 */
public record SecretFile(Path path) {
  /** Demands a path. */
  public SecretFile {
    Objects.requireNonNull(path);
  }

  /**
   * The secret as it is now, without white space around it.
   *
   * @throws SettingsFailure if the file cannot be read or is empty
   */
  public String read() {
    try {
      String text = Files.readString(path).strip();
      if (text.isEmpty()) {
        throw new SettingsFailure("the secret file " + path + " is empty");
      }
      return text;
    } catch (IOException problem) {
      throw new SettingsFailure("cannot read the secret file " + path + ": " + problem);
    }
  }
}
