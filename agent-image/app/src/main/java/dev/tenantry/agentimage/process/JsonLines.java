package dev.tenantry.agentimage.process;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * One JSON object a line: time, level, event, message, tenant, agent, and the trace where there is
 * one.
 *
 * <p>A line break in a message is escaped by JSON, so nobody can forge a line.
 */
public final class JsonLines extends Formatter {
  private static final ObjectMapper JSON = new ObjectMapper();
  private final Map<String, String> everyLine;

  private JsonLines(Map<String, String> everyLine) {
    this.everyLine = everyLine;
  }

  /**
   * Makes all logging of the process go to a stream.
   *
   * @param everyLine fields that each line carries, such as tenant and agent
   */
  public static void to(PrintStream out, Map<String, String> everyLine) {
    var formatter = new JsonLines(new LinkedHashMap<>(everyLine));
    LogManager.getLogManager().reset();
    Logger root = Logger.getLogger("");
    root.setLevel(Level.INFO);
    root.addHandler(
        new Handler() {
          @Override
          public void publish(LogRecord line) {
            if (isLoggable(line)) {
              out.print(formatter.format(line));
            }
          }

          @Override
          public void flush() {
            out.flush();
          }

          @Override
          public void close() {
            out.flush();
          }
        });
  }

  @Override
  public String format(LogRecord line) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("time", line.getInstant().toString());
    fields.put("level", level(line.getLevel()));
    fields.put("event", line.getLoggerName());
    fields.put("message", formatMessage(line));
    fields.putAll(everyLine);
    SpanContext span = Span.current().getSpanContext();
    if (span.isValid()) {
      fields.put("trace_id", span.getTraceId());
      fields.put("span_id", span.getSpanId());
    }
    if (line.getParameters() != null
        && line.getParameters().length == 1
        && line.getParameters()[0] instanceof Map<?, ?> more) {
      more.forEach((key, value) -> fields.putIfAbsent(key.toString(), value));
    }
    if (line.getThrown() != null) {
      fields.put("error", causes(line.getThrown()));
    }
    try {
      return JSON.writeValueAsString(fields) + "\n";
    } catch (JsonProcessingException problem) {
      return "{\"level\":\"error\",\"event\":\"log\",\"message\":\"a line was lost\"}\n";
    }
  }

  private static String level(Level level) {
    if (level.intValue() >= Level.SEVERE.intValue()) {
      return "error";
    }
    return level.intValue() >= Level.WARNING.intValue() ? "warn" : "info";
  }

  /** Classes and places, without messages of foreign exceptions: those may quote what was sent. */
  private static String causes(Throwable thrown) {
    StringBuilder text = new StringBuilder();
    Throwable one = thrown;
    for (int depth = 0; one != null && depth < 5; depth++, one = one.getCause()) {
      StackTraceElement[] trace = one.getStackTrace();
      text.append(depth == 0 ? "" : " <- ").append(one.getClass().getName());
      if (trace.length > 0) {
        text.append(" at ").append(trace[0]);
      }
    }
    return text.toString();
  }
}
