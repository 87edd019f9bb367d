package dev.tenantry.local.providers.kubernetes;

import java.time.Duration;

/**
 * How long one operation may wait.
 *
 * @param timeout from its start
 * @param startNanos when it started
 */
record Deadline(Duration timeout, long startNanos) {
  private static final Duration STANDARD = Duration.ofMinutes(10);

  /** From the resource option customTimeouts, else from the annotation, else ten minutes. */
  static Deadline of(double requested, Manifest manifest) {
    String annotation = manifest.annotation("pulumi.com/timeoutSeconds");
    Duration timeout = STANDARD;
    if (requested > 0) {
      timeout = Duration.ofMillis((long) (requested * 1_000));
    } else if (annotation.matches("[1-9][0-9]{0,6}")) {
      timeout = Duration.ofSeconds(Long.parseLong(annotation));
    }
    return new Deadline(timeout, System.nanoTime());
  }

  boolean isOver() {
    return elapsed().compareTo(timeout) >= 0;
  }

  Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - startNanos);
  }

  @Override
  public String toString() {
    return timeout.toMillis() % 1_000 == 0
        ? timeout.toSeconds() + " s"
        : timeout.toMillis() + " ms";
  }
}
