package dev.tenantry.conform;

import java.time.Duration;

/** Waits for what comes by itself. */
final class Waiting {
  private static final long STEP_MILLIS = 50;

  private Waiting() {}

  /** Something that becomes true. */
  interface Condition {
    boolean holds() throws InterruptedException;
  }

  /** Whether it became true before {@code limit} had passed. */
  static boolean until(Duration limit, Condition condition) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    while (!condition.holds()) {
      if (System.nanoTime() > end) {
        return false;
      }
      Thread.sleep(STEP_MILLIS);
    }
    return true;
  }
}
