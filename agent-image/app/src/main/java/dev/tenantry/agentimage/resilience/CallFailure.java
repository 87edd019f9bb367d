package dev.tenantry.agentimage.resilience;

import java.time.Duration;
import java.util.Optional;

/** Another service gave no answer. Its message holds nothing that was sent or received. */
public final class CallFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why, and what follows from it. */
  public enum Kind {
    /** The tenant's budget or rate is used up: told to the caller, not asked again. */
    THROTTLED,
    /** The request itself is refused: asking again changes nothing. */
    REFUSED,
    /** Nobody answered, or in the wrong way: asked again while the budget lasts. */
    UNAVAILABLE,
    /** The service fell silent, or the time was over. */
    TIMED_OUT,
    /** This process gave up, because it ends. */
    ABANDONED
  }

  private final String dependency;
  private final Kind kind;
  private final int status;
  private final Duration retryAfter;

  private CallFailure(
      String dependency, Kind kind, int status, Duration retryAfter, Throwable cause) {
    super(dependency + ": " + kind + (status == 0 ? "" : ", status " + status), cause);
    this.dependency = dependency;
    this.kind = kind;
    this.status = status;
    this.retryAfter = retryAfter;
  }

  /** An answer with a status that says no. */
  public static CallFailure status(
      String dependency, int status, Optional<Duration> retryAfter, Optional<Throwable> cause) {
    Kind kind =
        switch (status) {
          case 429 -> Kind.THROTTLED;
          case 408, 502, 503, 504 -> Kind.UNAVAILABLE;
          default -> status >= 500 ? Kind.UNAVAILABLE : Kind.REFUSED;
        };
    return new CallFailure(dependency, kind, status, retryAfter.orElse(null), cause.orElse(null));
  }

  /** No answer at all. */
  public static CallFailure of(String dependency, Kind kind, Throwable cause) {
    return new CallFailure(dependency, kind, 0, null, cause);
  }

  /** The service that was asked. */
  public String dependency() {
    return dependency;
  }

  /** Why. */
  public Kind kind() {
    return kind;
  }

  /** The status of HTTP; 0 if there was none. */
  public int status() {
    return status;
  }

  /** After which the service wants to be asked again. */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }
}
