package dev.tenantry.agentimage.resilience;

import dev.tenantry.agentimage.process.Deadline;
import dev.tenantry.agentimage.telemetry.Metrics;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * One other service, as this process sees it.
 *
 * <p>A failed call is made again with growing pauses while the budget, the attempts and the
 * deadline allow. When half of the last calls failed, the circuit opens and calls are refused at
 * once, so that nobody waits for what will not come.
 */
public final class Dependency {
  private static final int ATTEMPTS = 3;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);

  /** How long an open circuit refuses, before it lets a few calls try. */
  public static final Duration OPEN = Duration.ofSeconds(5);

  private final String name;
  private final Metrics metrics;
  private final RetryBudget budget = new RetryBudget();
  private final CircuitBreaker breaker;

  /** A service by the name that metrics show. */
  public Dependency(String name, Metrics metrics) {
    this.name = name;
    this.metrics = metrics;
    this.breaker =
        CircuitBreaker.of(
            name,
            CircuitBreakerConfig.custom()
                .slidingWindowSize(20)
                .minimumNumberOfCalls(10)
                .failureRateThreshold(50)
                .waitDurationInOpenState(OPEN)
                .permittedNumberOfCallsInHalfOpenState(3)
                .recordException(Dependency::isOutage)
                .build());
    metrics.circuit(name, false);
    breaker
        .getEventPublisher()
        .onStateTransition(
            event ->
                metrics.circuit(
                    name, event.getStateTransition().getToState() == CircuitBreaker.State.OPEN));
  }

  /** Whether calls are let through. */
  public boolean isAvailable() {
    return breaker.getState() != CircuitBreaker.State.OPEN;
  }

  /**
   * Calls the service.
   *
   * @param deadline after which no attempt begins
   * @param untouched whether a failed attempt left no trace, so that it may be made again
   * @throws CallFailure if there is no answer
   */
  public <T> T call(Deadline deadline, BooleanSupplier untouched, Supplier<T> attempt) {
    budget.called();
    for (int number = 1; ; number++) {
      try {
        T answer = once(attempt);
        metrics.call(name, "ok");
        return answer;
      } catch (CallFailure failure) {
        metrics.call(name, failure.kind().name().toLowerCase(java.util.Locale.ROOT));
        Duration pause = pause(number);
        boolean again =
            failure.kind() == CallFailure.Kind.UNAVAILABLE
                && number < ATTEMPTS
                && untouched.getAsBoolean()
                && deadline.left().compareTo(pause) > 0
                && budget.take();
        if (!again) {
          throw failure;
        }
        sleep(pause);
      }
    }
  }

  private <T> T once(Supplier<T> attempt) {
    if (!breaker.tryAcquirePermission()) {
      throw CallFailure.status(name, 503, Optional.of(OPEN), Optional.empty());
    }
    long start = System.nanoTime();
    try {
      T answer = attempt.get();
      breaker.onSuccess(System.nanoTime() - start, java.util.concurrent.TimeUnit.NANOSECONDS);
      return answer;
    } catch (RuntimeException problem) {
      breaker.onError(
          System.nanoTime() - start, java.util.concurrent.TimeUnit.NANOSECONDS, problem);
      throw problem;
    }
  }

  private static boolean isOutage(Throwable problem) {
    if (!(problem instanceof CallFailure failure)) {
      return true;
    }
    return switch (failure.kind()) {
      case UNAVAILABLE, TIMED_OUT -> true;
      case THROTTLED, REFUSED, ABANDONED -> false;
    };
  }

  /** Full jitter: callers that failed together do not come back together. */
  private static Duration pause(int number) {
    long most = FIRST_PAUSE.toMillis() << number;
    return Duration.ofMillis(ThreadLocalRandom.current().nextLong(most / 2, most));
  }

  private void sleep(Duration pause) {
    try {
      Thread.sleep(pause.toMillis());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw CallFailure.of(name, CallFailure.Kind.ABANDONED, stopped);
    }
  }
}
