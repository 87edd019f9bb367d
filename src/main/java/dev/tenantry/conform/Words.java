package dev.tenantry.conform;

import java.util.Locale;

/** Words for what was seen. */
final class Words {
  private static final int SHOWN = 160;

  private Words() {}

  /** A failure without its stack, by its kind if it says nothing. */
  static String of(Exception failure) {
    String kind = failure.getClass().getSimpleName();
    return failure.getMessage() == null ? kind : kind + ": " + brief(failure.getMessage());
  }

  /** On one line, cut to a length that a table can hold. */
  static String brief(String text) {
    String line = text.strip().replaceAll("\\s+", " ");
    return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "…";
  }

  /** A time in seconds, with one digit after the point. */
  static String seconds(long millis) {
    return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
  }
}
