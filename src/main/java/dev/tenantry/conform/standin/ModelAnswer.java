package dev.tenantry.conform.standin;

import java.util.concurrent.CountDownLatch;

/**
 * What the stand-in of the model gateway answers to one call.
 *
 * @param status of HTTP; what follows but {@code retryAfterSeconds} counts for 200 only
 * @param text what the model says; it is streamed word by word where the call asks for a stream
 * @param tool whether it calls the first tool it was offered, instead of saying something
 * @param retryAfterSeconds header Retry-After; 0 for none
 * @param before held until this opens
 * @param middle held after the first word until this opens; before it, if nothing is streamed
 */
public record ModelAnswer(
    int status,
    String text,
    boolean tool,
    int retryAfterSeconds,
    CountDownLatch before,
    CountDownLatch middle) {
  private static final CountDownLatch OPEN = new CountDownLatch(0);

  /** Words. */
  public static ModelAnswer says(String text) {
    return new ModelAnswer(200, text, false, 0, OPEN, OPEN);
  }

  /** A call of the tool that was offered first; words, if none was. */
  public static ModelAnswer callsTool() {
    return new ModelAnswer(200, "No tool was offered.", true, 0, OPEN, OPEN);
  }

  /** An error of the gateway, with Retry-After unless that is 0. */
  public static ModelAnswer refuses(int status, int retryAfterSeconds) {
    return new ModelAnswer(status, "", false, retryAfterSeconds, OPEN, OPEN);
  }

  /** The same, held back until {@code gate} opens. */
  public ModelAnswer heldBy(CountDownLatch gate) {
    return new ModelAnswer(status, text, tool, retryAfterSeconds, gate, middle);
  }

  /** The same, interrupted after its first word until {@code gate} opens. */
  public ModelAnswer interruptedBy(CountDownLatch gate) {
    return new ModelAnswer(status, text, tool, retryAfterSeconds, before, gate);
  }
}
