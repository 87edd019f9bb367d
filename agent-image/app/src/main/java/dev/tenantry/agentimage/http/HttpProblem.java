package dev.tenantry.agentimage.http;

import java.time.Duration;
import java.util.Optional;

/** A request that gets no answer, as RFC 9457 tells it. */
public final class HttpProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String title;
  private final Duration retryAfter;

  /**
   * A problem.
   *
   * @param status of HTTP
   * @param title the same for every problem of its kind
   * @param detail what the caller can do
   */
  public HttpProblem(int status, String title, String detail) {
    this(status, title, detail, null);
  }

  private HttpProblem(int status, String title, String detail, Duration retryAfter) {
    super(detail, null, false, false);
    this.status = status;
    this.title = title;
    this.retryAfter = retryAfter;
  }

  /** Work that nobody can do now. */
  public static HttpProblem unavailable(String detail, Duration retryAfter) {
    return new HttpProblem(503, "Service unavailable", detail, retryAfter);
  }

  /** Work beyond what the tenant may use. */
  public static HttpProblem tooMany(String detail, Duration retryAfter) {
    return new HttpProblem(429, "Too many requests", detail, retryAfter);
  }

  /** The status of HTTP. */
  public int status() {
    return status;
  }

  /** The same for every problem of its kind. */
  public String title() {
    return title;
  }

  /** After which the same request may be tried again; empty if that does not help. */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }
}
