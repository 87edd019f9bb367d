package dev.tenantry.stacks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A real repository of git in a folder of a test's.
 *
 * @param root its checkout
 */
public record GitFolder(Path root) {
  /** Makes one with a branch {@code main} and no commit. */
  public static GitFolder in(Path root) {
    GitFolder folder = new GitFolder(root);
    folder.git("init", "--quiet", "--initial-branch=main");
    return folder;
  }

  /** Writes a file, with the folders that it needs. */
  public GitFolder write(String file, String text) {
    try {
      Path path = root.resolve(file);
      Files.createDirectories(path.getParent());
      Files.writeString(path, text);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Commits all that there is. */
  public String commit(String message) {
    git("add", "--all");
    git("commit", "--quiet", "--allow-empty", "--message", message);
    return git("rev-parse", "HEAD");
  }

  /** Runs git, as nobody in particular and without this machine's settings. */
  public String git(String... arguments) {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command).directory(root.toFile()).redirectErrorStream(true);
      builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
      for (String role : List.of("AUTHOR", "COMMITTER")) {
        builder.environment().put("GIT_" + role + "_NAME", "A");
        builder.environment().put("GIT_" + role + "_EMAIL", "a@example.com");
      }
      Process process = builder.start();
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new AssertionError(command + "\n" + out);
      }
      return out.strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }
}
