package dev.tenantry.agentimage.orchestrator;

import dev.tenantry.agentimage.http.HttpProblem;
import dev.tenantry.agentimage.process.Deadline;
import dev.tenantry.agentimage.telemetry.Metrics;
import dev.tenantry.contract.TurnLimits;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Lets so many turns run, so many wait, and refuses the rest at once.
 *
 * <p>A queue without an end would make every answer late and then lose all of them together.
 */
final class Admission {
  private static final Duration RETRY = Duration.ofSeconds(2);

  private final TurnLimits limits;
  private final Metrics metrics;
  private final Semaphore places;
  private final Semaphore running;
  private volatile boolean closed;

  Admission(TurnLimits limits, Metrics metrics) {
    this.limits = limits;
    this.metrics = metrics;
    this.places = new Semaphore(limits.concurrent() + limits.waiting());
    this.running = new Semaphore(limits.concurrent(), true);
  }

  /** A place; closing it gives it back. */
  final class Place implements AutoCloseable {
    private boolean runs;

    /**
     * Waits until the turn may run.
     *
     * @throws HttpProblem with status 503 if it would have to wait longer than a turn may take
     */
    void run() {
      try {
        if (!running.tryAcquire(limits.seconds(), TimeUnit.SECONDS)) {
          throw refuse("waited");
        }
        runs = true;
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        throw refuse("draining");
      }
    }

    @Override
    public void close() {
      if (runs) {
        running.release();
      }
      places.release();
      metrics.turnsActive().dec();
    }
  }

  /**
   * Takes a place.
   *
   * @throws HttpProblem with status 503 if there is none, or the process ends
   */
  Place enter() {
    if (closed) {
      throw refuse("draining");
    }
    if (!places.tryAcquire()) {
      throw refuse("overload");
    }
    metrics.turnsActive().inc();
    return new Place();
  }

  /** How many turns could begin at once. */
  int free() {
    return closed ? 0 : Math.min(running.availablePermits(), places.availablePermits());
  }

  /** Takes no more. */
  void close() {
    closed = true;
  }

  /** Waits until all places are free; false if they are not by then. */
  boolean isEmptyBy(Deadline end) {
    int all = limits.concurrent() + limits.waiting();
    try {
      long left = end.left().toMillis();
      if (!places.tryAcquire(all, left, TimeUnit.MILLISECONDS)) {
        return false;
      }
      places.release(all);
      return true;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private HttpProblem refuse(String reason) {
    metrics.refused(reason);
    return HttpProblem.unavailable(
        closed ? "this process ends; ask again" : "too many conversations at once; ask again",
        RETRY);
  }
}
