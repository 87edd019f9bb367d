package dev.tenantry.agentimage.orchestrator;

import dev.tenantry.agentimage.model.CallWatch;
import dev.tenantry.agentimage.process.Deadline;
import dev.tenantry.agentimage.resilience.CallFailure;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Stops a running turn from outside: at its end, when the process ends, or when it is lost. */
final class TurnControl {
  private final Deadline deadline;
  private final AtomicReference<CallWatch> call = new AtomicReference<>();
  private volatile boolean stopped;

  TurnControl(Deadline deadline) {
    this.deadline = deadline;
  }

  Deadline deadline() {
    return deadline;
  }

  /** A call of the model begins; it ends at once if the turn was stopped meanwhile. */
  void begins(CallWatch watch) {
    call.set(watch);
    if (stopped) {
      watch.abandon();
    }
  }

  void stop() {
    stopped = true;
    Optional.ofNullable(call.get()).ifPresent(CallWatch::abandon);
  }

  /**
   * Between two steps.
   *
   * @throws CallFailure if the turn was stopped or its time is over
   */
  void check() {
    if (stopped) {
      throw CallFailure.of("turn", CallFailure.Kind.ABANDONED, null);
    }
    if (deadline.isOver()) {
      throw CallFailure.of("turn", CallFailure.Kind.TIMED_OUT, null);
    }
  }
}
