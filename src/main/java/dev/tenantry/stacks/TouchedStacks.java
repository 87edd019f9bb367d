package dev.tenantry.stacks;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Which stacks changed files may change.
 *
 * <p>Errs on one side only: a stack may be named although nothing of it changes, but never left out
 * although something may. So only what is known to touch nothing touches nothing, a stack's own
 * files touch that stack, and every other file touches all of them.
 */
public final class TouchedStacks {
  /**
   * Folders that no stack is made of. Agents' images are there too: a stack names an image by its
   * digest, and that line is in the stack's own files.
   */
  private static final List<String> APART = List.of("docs/", "bench/", "agent-image/");

  /** Tests of every Maven project here, and pages for people beside the root's own files. */
  private static final Pattern APART_BY_NAME =
      Pattern.compile("((policies|agent-contract|local/[a-z]+)/)?src/test/.*|[A-Z]+\\.md");

  private TouchedStacks() {}

  /**
   * The touched stacks by name, each with the files that touch it.
   *
   * @param stacks the names of all stacks
   * @param files from the project's root, with forward slashes
   */
  public static SortedMap<String, SortedSet<String>> by(
      Set<String> stacks, Collection<String> files) {
    SortedMap<String, SortedSet<String>> touched = new TreeMap<>();
    for (String file : files) {
      for (String stack : stacksOf(file, stacks)) {
        touched.computeIfAbsent(stack, name -> new TreeSet<>()).add(file);
      }
    }
    return touched;
  }

  private static Set<String> stacksOf(String file, Set<String> stacks) {
    if (APART.stream().anyMatch(file::startsWith) || APART_BY_NAME.matcher(file).matches()) {
      return Set.of();
    }
    for (String stack : stacks) {
      if (file.startsWith("stacks/" + stack + "/") || file.equals("Pulumi." + stack + ".yaml")) {
        return Set.of(stack);
      }
    }
    return stacks;
  }
}
