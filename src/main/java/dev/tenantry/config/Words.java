package dev.tenantry.config;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** How error messages write values and suggestions. */
public final class Words {
  // Long enough for every legal value, short enough for one terminal line.
  private static final int QUOTE_MAX = 60;
  private static final int TYPING_ERRORS_MAX = 3;

  private Words() {}

  /** The value in double quotes, shortened and with invisible characters escaped. */
  public static String quote(String value) {
    String shown = value.length() > QUOTE_MAX ? value.substring(0, QUOTE_MAX) + "…" : value;
    return '"' + printable(shown) + '"';
  }

  /**
   * Escapes control, format and lone surrogate characters.
   *
   * <p>A file from a stranger's pull request could otherwise move the reader's cursor or reverse
   * the text's direction.
   */
  public static String printable(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              if (isInvisible(c)) {
                out.append(String.format(Locale.ROOT, "\\u%04X", c));
              } else {
                out.appendCodePoint(c);
              }
            });
    return out.toString();
  }

  /** The words in quotes, separated by commas. */
  public static String list(Collection<String> words) {
    return words.stream().map(Words::quote).collect(Collectors.joining(", "));
  }

  /** {@code did you mean "x"?} if a word is near, else the list of all. */
  public static String suggest(String wrong, Collection<String> known) {
    return nearest(wrong, known)
        .map(word -> "did you mean " + quote(word) + "?")
        .orElseGet(() -> known.isEmpty() ? "remove it" : "use one of " + list(known));
  }

  private static Optional<String> nearest(String wrong, Collection<String> known) {
    // Half of the word may be wrong at most: `a` is not a misspelt `gpu`.
    int threshold = Math.min(TYPING_ERRORS_MAX, wrong.length() / 2);
    var distance = new LevenshteinDistance(threshold);
    String lower = wrong.toLowerCase(Locale.ROOT);
    Optional<String> best = Optional.empty();
    int least = threshold + 1;
    for (String word : known) {
      int found = distance.apply(lower, word.toLowerCase(Locale.ROOT));
      if (found >= 0 && found < least) {
        least = found;
        best = Optional.of(word);
      }
    }
    return best;
  }

  private static boolean isInvisible(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.UNASSIGNED,
          Character.PRIVATE_USE ->
          true;
      default -> false;
    };
  }
}
