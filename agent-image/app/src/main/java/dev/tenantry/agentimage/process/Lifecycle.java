package dev.tenantry.agentimage.process;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Where the process stands between its start and its end.
 *
 * <p>SIGTERM drains it: readiness goes first, then each step in the order in which it was
 * registered. A step gets the moment by which it must be done.
 */
public final class Lifecycle {
  /** Left for closing connections and for the last telemetry. */
  private static final Duration RESERVE = Duration.ofSeconds(3);

  private enum Phase {
    STARTING,
    SERVING,
    DRAINING
  }

  private record Step(String name, Consumer<Deadline> work) {}

  private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.STARTING);
  private final Map<String, BooleanSupplier> checks = new ConcurrentHashMap<>();
  private final List<Step> steps = new CopyOnWriteArrayList<>();
  private final Duration limit;

  /**
   * Prepares a process.
   *
   * @param limit from SIGTERM until the process has ended
   */
  public Lifecycle(Duration limit) {
    this.limit = limit;
  }

  /** Adds a condition of readiness: a dependency without which no work can be done. */
  public void requires(String name, BooleanSupplier available) {
    checks.put(name, available);
  }

  /** Adds what must be done before the process ends, after what was added before. */
  public void onDrain(String name, Consumer<Deadline> work) {
    steps.add(new Step(name, work));
  }

  /** Says that the process can work, and drains it at SIGTERM. */
  public void started() {
    phase.compareAndSet(Phase.STARTING, Phase.SERVING);
    // halt: an exit code of 0 says that nothing was lost; the JVM's own would be 143.
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  boolean clean = drain();
                  Runtime.getRuntime().halt(clean ? 0 : 1);
                },
                "drain"));
  }

  /** Whether the process has started. */
  public boolean hasStarted() {
    return phase.get() != Phase.STARTING;
  }

  /** Whether the process takes no new work any more. */
  public boolean isDraining() {
    return phase.get() == Phase.DRAINING;
  }

  /** Each dependency and whether it is there; asked anew. */
  public Map<String, Boolean> dependencies() {
    Map<String, Boolean> answers = new LinkedHashMap<>();
    checks.keySet().stream()
        .sorted()
        .forEach(name -> answers.put(name, checks.get(name).getAsBoolean()));
    return answers;
  }

  /** Drains; returns whether every step ended well. A second call does nothing. */
  boolean drain() {
    if (phase.getAndSet(Phase.DRAINING) == Phase.DRAINING) {
      return true;
    }
    Deadline end = Deadline.in(limit).minus(RESERVE);
    Log.info("drain", "no new work; ends within " + limit.toSeconds() + " s");
    List<String> failed = new ArrayList<>();
    for (Step step : steps) {
      try {
        step.work().accept(end);
      } catch (RuntimeException problem) {
        failed.add(step.name());
        Log.error("drain", "step " + step.name() + " failed", problem);
      }
    }
    Log.info("stopped", failed.isEmpty() ? "drained" : "not drained: " + failed);
    return failed.isEmpty();
  }
}
