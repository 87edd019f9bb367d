package dev.tenantry.agentimage.process;

import java.time.Duration;

/**
 * A moment by which something must be done, on a clock that nobody sets.
 *
 * @param nanos of {@link System#nanoTime()}
 */
public record Deadline(long nanos) {
  /** A moment after now. */
  public static Deadline in(Duration time) {
    return new Deadline(System.nanoTime() + time.toNanos());
  }

  /** So much sooner. */
  public Deadline minus(Duration time) {
    return new Deadline(nanos - time.toNanos());
  }

  /** The time until then; zero if it is over. */
  public Duration left() {
    return Duration.ofNanos(Math.max(0, nanos - System.nanoTime()));
  }

  /** Whether it has passed. */
  public boolean isOver() {
    return nanos - System.nanoTime() <= 0;
  }
}
