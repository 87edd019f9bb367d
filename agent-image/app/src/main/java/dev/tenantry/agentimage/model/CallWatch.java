package dev.tenantry.agentimage.model;

import dev.tenantry.agentimage.process.Deadline;
import dev.tenantry.agentimage.resilience.CallFailure.Kind;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Ends a call whose answer stopped coming, whose time is over, or that nobody wants any more.
 *
 * <p>The JDK's client has no limit between two bytes of a body; closing the stream ends the read.
 */
public final class CallWatch implements AutoCloseable {
  private static final long PERIOD_MILLIS = 100;

  private static final ScheduledExecutorService CLOCK =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "call-watch");
            thread.setDaemon(true);
            return thread;
          });

  private final Duration silence;
  private final Deadline deadline;
  private final AtomicReference<Kind> ended = new AtomicReference<>();
  private final ScheduledFuture<?> ticks;
  private volatile InputStream body = InputStream.nullInputStream();
  private volatile Deadline silent;

  /**
   * Begins to watch.
   *
   * @param silence between two bytes
   * @param deadline of the whole call
   */
  public CallWatch(Duration silence, Deadline deadline) {
    this.silence = silence;
    this.deadline = deadline;
    this.silent = Deadline.in(silence);
    this.ticks =
        CLOCK.scheduleAtFixedRate(this::tick, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** How long the service may take until its first byte. */
  Duration patience() {
    Duration left = deadline.left();
    Duration shorter = left.compareTo(silence) < 0 ? left : silence;
    return shorter.isZero() ? Duration.ofMillis(1) : shorter;
  }

  /** Nobody wants the answer any more. */
  public void abandon() {
    end(Kind.ABANDONED);
  }

  /** Why the call was ended from here; null if it was not. */
  Kind ended() {
    return ended.get();
  }

  /** The body, as long as it is watched. */
  InputStream watch(InputStream stream) {
    body = stream;
    silent = Deadline.in(silence);
    if (ended.get() != null) {
      closeBody();
    }
    return new FilterInputStream(stream) {
      @Override
      public int read() throws IOException {
        int one = super.read();
        silent = Deadline.in(silence);
        return one;
      }

      @Override
      public int read(byte[] bytes, int from, int length) throws IOException {
        int count = super.read(bytes, from, length);
        silent = Deadline.in(silence);
        return count;
      }
    };
  }

  private void tick() {
    if (deadline.isOver() || silent.isOver()) {
      end(Kind.TIMED_OUT);
    }
  }

  private void end(Kind kind) {
    if (ended.compareAndSet(null, kind)) {
      closeBody();
    }
  }

  private void closeBody() {
    try {
      body.close();
    } catch (IOException problem) {
      // It ends either way.
    }
  }

  @Override
  public void close() {
    ticks.cancel(false);
    closeBody();
  }
}
