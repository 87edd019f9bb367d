package dev.tenantry.cli;

import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** Reads server-sent events, as far as an agent's stream uses them. */
final class EventStream {
  private static final String DEFAULT_NAME = "message";

  private final BiConsumer<String, String> consumer;
  private final StringBuilder data = new StringBuilder();
  private String name = DEFAULT_NAME;

  private EventStream(BiConsumer<String, String> consumer) {
    this.consumer = consumer;
  }

  /**
   * Hands over each event as soon as it is complete; one that is cut off is left out.
   *
   * @param consumer gets an event's name and its data
   */
  static void read(Stream<String> lines, BiConsumer<String, String> consumer) {
    var stream = new EventStream(consumer);
    lines.forEach(stream::accept);
  }

  private void accept(String line) {
    if (line.isEmpty()) {
      if (data.length() > 0) {
        // Each line of data ends with a line feed, of which the last is none of its own.
        consumer.accept(name, data.substring(0, data.length() - 1));
      }
      data.setLength(0);
      name = DEFAULT_NAME;
    } else if (line.startsWith("event:")) {
      name = value(line);
    } else if (line.startsWith("data:")) {
      data.append(value(line)).append('\n');
    }
  }

  /** After the colon; one blank is not the value's. */
  private static String value(String line) {
    String value = line.substring(line.indexOf(':') + 1);
    return value.startsWith(" ") ? value.substring(1) : value;
  }
}
