package dev.tenantry.local.environment.console;

import java.io.PrintStream;
import java.util.Locale;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Prints phases with their durations, and one live line where the output is a terminal. */
public final class Console {
  private static final int NAME_WIDTH = 24;
  private static final long PLAIN_INTERVAL_NANOS = 15_000_000_000L;
  private static final long LIVE_INTERVAL_NANOS = 100_000_000L;
  private static final double NANOS_PER_SECOND = 1e9;

  private final PrintStream out;
  private final boolean terminal;
  private final LongSupplier nanoClock;
  private boolean liveLineShown;
  private long lastProgress;

  public Console(PrintStream out, boolean terminal, LongSupplier nanoClock) {
    this.out = out;
    this.terminal = terminal;
    this.nanoClock = nanoClock;
    this.lastProgress = nanoClock.getAsLong();
  }

  /** Prints one line; a live line in progress is removed first. */
  public synchronized void line(String text) {
    clearLiveLine();
    out.println(text);
    out.flush();
  }

  /** Runs a step and prints its name, the text it returns and how long it took. */
  public void phase(String name, Supplier<String> step) {
    long start = nanoClock.getAsLong();
    String text = step.get();
    line(phaseLine(name, text, nanoClock.getAsLong() - start));
  }

  static String phaseLine(String name, String text, long nanos) {
    String head = String.format("  %-" + NAME_WIDTH + "s %s", name, text);
    return String.format(Locale.ROOT, "%-78s %6.1f s", head, nanos / NANOS_PER_SECOND);
  }

  /** Shows how far a long step is: rewritten in place on a terminal, else a line now and then. */
  public synchronized void progress(String text) {
    long now = nanoClock.getAsLong();
    long interval = terminal ? LIVE_INTERVAL_NANOS : PLAIN_INTERVAL_NANOS;
    if (now - lastProgress < interval) {
      return;
    }
    lastProgress = now;
    if (terminal) {
      // \u001b[K removes what is left of a longer earlier text.
      out.print("\r  " + text + "\u001b[K");
      out.flush();
      liveLineShown = true;
    } else {
      out.println("  " + text);
      out.flush();
    }
  }

  private void clearLiveLine() {
    if (liveLineShown) {
      out.print("\r\u001b[K");
      liveLineShown = false;
    }
  }
}
