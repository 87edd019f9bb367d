package dev.tenantry.agentimage.orchestrator;

import dev.tenantry.agentimage.http.HttpProblem;
import dev.tenantry.agentimage.http.RequestThreads;
import dev.tenantry.agentimage.process.Log;
import dev.tenantry.agentimage.resilience.CallFailure;
import dev.tenantry.agentimage.store.Lease;
import dev.tenantry.agentimage.store.LeaseLost;
import dev.tenantry.agentimage.store.StoreFailure;
import dev.tenantry.agentimage.store.Turns;
import io.opentelemetry.context.Context;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Goes on with turns whose process is gone, and keeps the right to one's own. */
final class Recovery implements AutoCloseable {
  private static final int LOOK_SECONDS = 2;
  private static final int EXTEND_SECONDS = Turns.LEASE_SECONDS / 3;

  private final Turns turns;
  private final TurnRunner runner;
  private final Admission admission;
  private final String pod;
  private final ExecutorService threads = RequestThreads.create();
  private final ScheduledExecutorService clock =
      Executors.newScheduledThreadPool(
          2,
          work -> {
            Thread thread = new Thread(work, "recovery");
            thread.setDaemon(true);
            return thread;
          });
  private boolean looked;

  Recovery(Turns turns, TurnRunner runner, Admission admission, String pod) {
    this.turns = turns;
    this.runner = runner;
    this.admission = admission;
    this.pod = pod;
  }

  void start() {
    clock.scheduleWithFixedDelay(this::look, 0, LOOK_SECONDS, TimeUnit.SECONDS);
    clock.scheduleAtFixedRate(runner::extend, EXTEND_SECONDS, EXTEND_SECONDS, TimeUnit.SECONDS);
  }

  private void look() {
    try {
      if (!looked) {
        int released = turns.releaseEarlier(pod);
        if (released > 0) {
          Log.info("turns_found", released + " turns of an earlier start of this pod go on");
        }
        looked = true;
      }
      int free = admission.free();
      if (free > 0) {
        turns.claim(free).forEach(lease -> threads.submit(() -> resume(lease)));
      }
    } catch (StoreFailure | HttpProblem problem) {
      Log.warn("recovery_waits", problem.getMessage());
    } catch (RuntimeException problem) {
      Log.error("recovery_failed", "the search for turns failed", problem);
    }
  }

  private void resume(Lease lease) {
    try (Admission.Place place = admission.enter()) {
      place.run();
      Log.info("turn_resumed", "turn " + lease.turn() + ", attempt " + lease.attempt());
      runner.run(lease, Context.root(), TurnListener.NONE);
    } catch (HttpProblem full) {
      turns.release(lease);
    } catch (CallFailure failure) {
      giveBack(lease, failure);
    } catch (LeaseLost lost) {
      Log.info("turn_elsewhere", "turn " + lease.turn());
    } catch (StoreFailure away) {
      Log.warn("turn_waits", away.getMessage());
    } catch (RuntimeException problem) {
      Log.error("turn_failed", "turn " + lease.turn(), problem);
    }
  }

  /** What may get better is tried again when the lease is over. */
  private void giveBack(Lease lease, CallFailure failure) {
    switch (failure.kind()) {
      case ABANDONED -> turns.release(lease);
      case REFUSED -> turns.park(lease);
      case THROTTLED, UNAVAILABLE, TIMED_OUT ->
          Log.warn("turn_waits", "turn " + lease.turn() + ": " + failure.getMessage());
    }
  }

  @Override
  public void close() {
    clock.shutdownNow();
    threads.shutdown();
  }
}
