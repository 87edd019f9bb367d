package dev.tenantry.cli;

import java.io.PrintWriter;

/**
 * One line that is written over and over on a terminal.
 *
 * <p>Elsewhere, in a log file or in CI, it shows nothing: a line per resource would bury the
 * report.
 */
final class ProgressLine {
  private static final int WIDTH = 79;

  private final PrintWriter out;
  private final boolean terminal;

  private ProgressLine(PrintWriter out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  /** On a terminal when the JVM has one, as the JDK judges it. */
  static ProgressLine on(PrintWriter out) {
    return new ProgressLine(out, System.console() != null);
  }

  synchronized void show(String text) {
    if (terminal) {
      String cut = text.length() > WIDTH ? text.substring(0, WIDTH) : text;
      out.print("\r" + cut + " ".repeat(WIDTH - cut.length()) + "\r" + cut);
      out.flush();
    }
  }

  synchronized void clear() {
    if (terminal) {
      out.print("\r" + " ".repeat(WIDTH) + "\r");
      out.flush();
    }
  }
}
