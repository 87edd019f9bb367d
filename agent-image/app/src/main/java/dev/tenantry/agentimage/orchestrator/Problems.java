package dev.tenantry.agentimage.orchestrator;

import dev.tenantry.agentimage.http.HttpProblem;
import dev.tenantry.agentimage.resilience.CallFailure;
import java.time.Duration;

/** What a caller hears when another service gave no answer. */
final class Problems {
  private static final Duration SOON = Duration.ofSeconds(2);

  private Problems() {}

  static HttpProblem of(CallFailure failure) {
    return switch (failure.kind()) {
      case THROTTLED ->
          HttpProblem.tooMany(
              "the model gateway asks to wait; repeat with the same Idempotency-Key",
              failure.retryAfter().orElse(SOON));
      case REFUSED -> refused(failure);
      case UNAVAILABLE ->
          HttpProblem.unavailable(
              failure.dependency() + " is not available; repeat with the same Idempotency-Key",
              failure.retryAfter().orElse(SOON));
      case TIMED_OUT ->
          new HttpProblem(504, "Gateway timeout", failure.dependency() + " did not answer in time");
      case ABANDONED ->
          HttpProblem.unavailable(
              "this process ends; the turn goes on elsewhere: repeat with the same"
                  + " Idempotency-Key",
              SOON);
    };
  }

  private static HttpProblem refused(CallFailure failure) {
    return failure.status() == 402
        ? new HttpProblem(402, "Payment required", "the tenant's budget is used up")
        : new HttpProblem(
            502,
            "Bad gateway",
            failure.dependency() + " refuses the request with status " + failure.status());
  }
}
