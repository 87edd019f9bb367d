package dev.tenantry.cli;

import java.util.List;
import java.util.function.LongPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Judges the lock that a file backend says it met: is whoever made it still there?
 *
 * <p>A lock may be released only if each process that it names ran on this machine and has ended.
 * Anything else, such as a lock of another machine, is left to a person.
 */
final class AbandonedLock {
  /** As the CLI prints it: {@code created by user@host (pid 4711) at …}. */
  private static final Pattern OWNER = Pattern.compile("created by \\S+?@(\\S+) \\(pid (\\d+)\\)");

  private final String host;
  private final LongPredicate runs;

  /**
   * A judge for this machine.
   *
   * @param host the name by which the CLI would sign its own lock
   * @param runs whether a process of that pid runs here
   */
  AbandonedLock(String host, LongPredicate runs) {
    this.host = host;
    this.runs = runs;
  }

  /** The owners that the message names, for people: {@code user@host (pid 4711)}; may be none. */
  static List<String> owners(String message) {
    return OWNER
        .matcher(message)
        .results()
        .map(owner -> owner.group().replace("created by ", "").replaceFirst(" at$", ""))
        .toList();
  }

  /** Whether the message names at least one owner, and none of them is left. */
  boolean isNamedIn(String message) {
    Matcher owners = OWNER.matcher(message);
    boolean named = false;
    while (owners.find()) {
      named = true;
      if (!owners.group(1).equals(host) || runs.test(Long.parseLong(owners.group(2)))) {
        return false;
      }
    }
    return named;
  }
}
