package dev.tenantry.config;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Collects what is wrong with one file.
 *
 * <p>Rules talk in paths only. This class decides which of the paths that a rule compares is the
 * one to show: one that the file states, never one that a tier filled in. It drops a problem that
 * touches a stand-in, because the refused value behind it has been reported already.
 */
public final class Problems {
  private final Function<KeyPath, Origin> origins;
  private final String platformFile;
  private final List<Problem> found = new ArrayList<>();

  /**
   * Starts an empty collection.
   *
   * @param origins where the value of each path comes from
   * @param platformFile the stack's platform file, for hints
   */
  public Problems(Function<KeyPath, Origin> origins, String platformFile) {
    this.origins = origins;
    this.platformFile = platformFile;
  }

  /** The problems so far, in the order of their discovery. */
  public List<Problem> found() {
    return List.copyOf(found);
  }

  /** The stack's platform file, for hints. */
  public String platformFile() {
    return platformFile;
  }

  /** Adds a problem of the one value at {@code at}. */
  public void add(Rule rule, KeyPath at, String message, String hint) {
    if (origins.apply(at).kind() != Origin.Kind.STAND_IN) {
      found.add(new Problem(rule, at, message, hint));
    }
  }

  /** Adds a problem between several values; it is shown at the first that the file states. */
  public void addBetween(Rule rule, List<KeyPath> paths, String message, String hint) {
    addBetween(rule, paths, message, hint, List.of());
  }

  /** As above, with lines that show how the message comes about. */
  void addBetween(
      Rule rule, List<KeyPath> paths, String message, String hint, List<String> details) {
    boolean guessed = paths.stream().anyMatch(p -> origins.apply(p).kind() == Origin.Kind.STAND_IN);
    if (guessed) {
      return;
    }
    // If the file states none of them, then the tier is wrong and reports it itself.
    paths.stream()
        .filter(this::isWritten)
        .findFirst()
        .ifPresent(at -> found.add(new Problem(rule, at, message, hint, details)));
  }

  /** Adds a problem of the value at {@code at}, shown at {@code cause} if a tier filled it in. */
  void addInherited(Rule rule, KeyPath at, KeyPath cause, String message, String hint) {
    addInherited(rule, at, cause, message, hint, List.of());
  }

  /** As above, with lines that show how the message comes about. */
  void addInherited(
      Rule rule, KeyPath at, KeyPath cause, String message, String hint, List<String> details) {
    Origin origin = origins.apply(at);
    switch (origin.kind()) {
      case WRITTEN -> found.add(new Problem(rule, at, message, hint, details));
      case INHERITED ->
          found.add(
              new Problem(
                  rule,
                  cause,
                  String.format("%s, from %s: %s", at, origin.words(), message),
                  hint,
                  details));
      case STAND_IN -> {}
    }
  }

  /** Requires {@code low} to be at most {@code high}. */
  void requireAtMost(Rule rule, Amount low, Amount high) {
    if (low.quantity().compareTo(high.quantity()) <= 0) {
      return;
    }
    boolean showLow = isWritten(low.path());
    Amount shown = showLow ? low : high;
    Amount other = showLow ? high : low;
    String words = origins.apply(other.path()).words();
    addBetween(
        rule,
        List.of(low.path(), high.path()),
        String.format(
            "%s is %s than %s (%s%s)",
            shown.quantity(),
            showLow ? "more" : "less",
            other.path(),
            other.quantity(),
            words.isEmpty() ? "" : ", " + words),
        String.format(showLow ? "lower it, or raise %s" : "raise it, or lower %s", other.path()));
  }

  private boolean isWritten(KeyPath path) {
    return origins.apply(path).kind() == Origin.Kind.WRITTEN;
  }
}
