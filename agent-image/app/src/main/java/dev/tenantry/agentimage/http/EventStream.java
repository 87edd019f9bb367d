package dev.tenantry.agentimage.http;

import dev.tenantry.agentimage.json.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Server-sent events to one caller. Safe for several threads. */
public final class EventStream implements AutoCloseable {
  private final OutputStream out;
  private final Runnable end;

  EventStream(OutputStream out, Runnable end) {
    this.out = out;
    this.end = end;
  }

  /**
   * Sends an event.
   *
   * @param name of the event
   * @param data written as JSON in one line
   * @throws CallerGone if nobody reads it
   */
  public void send(String name, Object data) {
    write("event: " + name + "\ndata: " + Json.write(data) + "\n\n");
  }

  /** Sends a comment, so that nobody on the way takes the connection for dead. */
  public void keepAlive() {
    write(": \n\n");
  }

  private synchronized void write(String text) {
    try {
      out.write(text.getBytes(StandardCharsets.UTF_8));
      out.flush();
    } catch (IOException problem) {
      throw new CallerGone(problem);
    }
  }

  @Override
  public void close() {
    end.run();
  }
}
