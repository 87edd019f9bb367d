package dev.tenantry.local.providers.protocol;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Finds the known words nearest to a misspelt one. */
public final class Suggestion {
  private Suggestion() {}

  /** Up to {@code limit} known words within a third of the word's length, nearest first. */
  public static List<String> nearest(String word, Collection<String> known, int limit) {
    int far = Math.max(2, word.length() / 3);
    return known.stream()
        .filter(candidate -> distance(word, candidate) <= far)
        .sorted(
            Comparator.<String>comparingInt(candidate -> distance(word, candidate))
                .thenComparing(Comparator.naturalOrder()))
        .limit(limit)
        .toList();
  }

  /** {@code "; did you mean x?"} or nothing. */
  public static String hint(String word, Collection<String> known) {
    List<String> found = nearest(word, known, 3);
    return found.isEmpty() ? "" : "; did you mean " + String.join(" or ", found) + "?";
  }

  private static int distance(String from, String to) {
    String a = from.toLowerCase(java.util.Locale.ROOT);
    String b = to.toLowerCase(java.util.Locale.ROOT);
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int above = row[j];
        int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(change, Math.min(above, row[j - 1]) + 1);
        diagonal = above;
      }
    }
    return row[b.length()];
  }
}
