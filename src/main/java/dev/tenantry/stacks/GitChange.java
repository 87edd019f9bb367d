package dev.tenantry.stacks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What the checkout has that another commit had not, as git knows it.
 *
 * @param project a folder in a checkout
 */
public record GitChange(Path project) {
  private static final String WHOLE =
      "\nThis clone is shallow. Fetch the history: git fetch --unshallow; in a workflow, give"
          + " actions/checkout fetch-depth: 0";

  /**
   * Files that differ from the last commit that {@code reference} and the checkout have in common:
   * committed or not, new, changed, or gone; both names of a renamed one.
   *
   * @param reference a branch, a tag or a commit
   * @return names from the project's folder, with forward slashes
   * @throws StacksFailure if git is missing, this is no checkout, or the commit is not in it
   */
  public SortedSet<String> since(String reference) {
    if (git("rev-parse", "--is-inside-work-tree").exit() != 0) {
      throw new StacksFailure("this folder is no checkout of git, so it has no history");
    }
    Answer commit =
        git("rev-parse", "--verify", "--quiet", "--end-of-options", reference + "^{commit}");
    if (commit.exit() != 0) {
      throw new StacksFailure(
          "git knows no commit \""
              + reference
              + "\" here"
              + (isShallow() ? WHOLE : "\nFetch it: git fetch origin"));
    }
    Answer base = git("merge-base", commit.line(), "HEAD");
    if (base.exit() != 0) {
      throw new StacksFailure(
          "\""
              + reference
              + "\" and the checkout have no commit in common"
              + (isShallow() ? WHOLE : ""));
    }
    SortedSet<String> files = new TreeSet<>();
    // Without rename detection: a file that leaves one stack for another touches both.
    files.addAll(
        names(
            "diff",
            "--name-only",
            "--no-renames",
            "--no-ext-diff",
            "--relative",
            "-z",
            base.line()));
    files.addAll(names("ls-files", "--others", "--exclude-standard", "-z"));
    return files;
  }

  private boolean isShallow() {
    return git("rev-parse", "--is-shallow-repository").line().equals("true");
  }

  private List<String> names(String... arguments) {
    Answer answer = git(arguments);
    if (answer.exit() != 0) {
      throw new StacksFailure("git " + arguments[0] + " failed: " + answer.error());
    }
    return Arrays.stream(answer.out().split("\0")).filter(name -> !name.isEmpty()).toList();
  }

  /** How a run of git ended. */
  private record Answer(int exit, String out, String error) {
    String line() {
      return out.strip();
    }
  }

  private Answer git(String... arguments) {
    List<String> command = new ArrayList<>(List.of("git", "-C", project.toString()));
    command.addAll(List.of(arguments));
    try {
      Path errors = Files.createTempFile("tenantry-git", ".err");
      try {
        Process process = start(command, errors);
        byte[] out = process.getInputStream().readAllBytes();
        int exit = process.waitFor();
        return new Answer(
            exit, new String(out, StandardCharsets.UTF_8), Files.readString(errors).strip());
      } finally {
        Files.deleteIfExists(errors);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read what git says", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StacksFailure("interrupted while git ran", e);
    }
  }

  private static Process start(List<String> command, Path errors) {
    try {
      return new ProcessBuilder(command).redirectError(errors.toFile()).start();
    } catch (IOException e) {
      throw new StacksFailure("git is not on PATH, and knows what changed", e);
    }
  }
}
