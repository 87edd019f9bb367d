package dev.tenantry.config;

/** One line of a sum below a message. */
final class SumLine {
  private SumLine() {}

  /** A name and its number, in columns. */
  static String of(String name, long number) {
    return String.format("%-30s  %d", name, number);
  }
}
