package dev.tenantry.agentimage.resilience;

/**
 * How many retries a process may add to its calls.
 *
 * <p>Each call earns a tenth of a retry and each retry costs one, so that retries add at most a
 * tenth to the load of a service that is already in trouble (the share that Google's SRE book,
 * "Handling Overload", gives a client). A reserve lets a quiet process retry too.
 */
public final class RetryBudget {
  private static final double EARNED = 0.1;
  private static final double RESERVE = 5;

  private double left = RESERVE;

  /** Earns for a call. */
  public synchronized void called() {
    left = Math.min(RESERVE, left + EARNED);
  }

  /** Takes one retry; false if none is left. */
  public synchronized boolean take() {
    if (left < 1) {
      return false;
    }
    left -= 1;
    return true;
  }
}
