package dev.tenantry.conform;

import static dev.tenantry.conform.Findings.expect;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** Answers as server-sent events. */
final class StreamChecks {
  static final String STREAMED = "Conform streamed: please answer in a few words.";
  static final String STREAMED_TOOL = "Conform streamed tool: please look something up.";

  private static final Set<String> NAMES =
      Set.of("session", "token", "tool_call", "tool_result", "usage", "done", "error");

  private final Findings findings;
  private final AgentDoor door;

  StreamChecks(Findings findings, AgentDoor door) {
    this.findings = findings;
    this.door = door;
  }

  /**
   * One turn.
   *
   * @param text that its tokens must add up to; empty if the model is not known
   * @param tokens is told of each token as it arrives
   */
  void stream(String text, Runnable tokens) {
    findings.check(
        Rule.STREAM,
        () -> {
          List<StreamEvent> events = new CopyOnWriteArrayList<>();
          Answer answer =
              door.stream(
                  Turn.of(STREAMED),
                  event -> {
                    events.add(event);
                    if (event.name().equals("token")) {
                      tokens.run();
                    }
                  });
          inOrder(answer, events);
          String said = text(events);
          expect(
              text.isEmpty() ? !said.isEmpty() : said.equals(text),
              text.isEmpty() ? "events 'token' with text" : "tokens that add up to '" + text + "'",
              "'" + said + "'");
        });
  }

  /** A turn in which the model calls a tool. */
  void withTool() {
    findings.check(
        Rule.STREAM,
        () -> {
          List<StreamEvent> events = new CopyOnWriteArrayList<>();
          inOrder(door.stream(Turn.of(STREAMED_TOOL), events::add), events);
          List<String> names = names(events);
          int call = names.indexOf("tool_call");
          expect(
              call >= 0 && call < names.indexOf("tool_result"),
              "'tool_call' before 'tool_result'",
              names);
          for (StreamEvent event : events) {
            if (event.name().startsWith("tool_")) {
              expect(!event.json().path("tool").asText("").isBlank(), "its tool", event);
            }
          }
        });
  }

  private static void inOrder(Answer answer, List<StreamEvent> events) throws Findings.Unmet {
    expect(answer.status() == 200, "200", answer);
    expect(answer.type().startsWith("text/event-stream"), "text/event-stream", answer.type());
    List<String> names = names(events);
    expect(NAMES.containsAll(names), "events of " + NAMES, names);
    for (StreamEvent event : events) {
      expect(event.json().isObject(), "data that are a JSON object", event);
    }
    expect(
        names.size() > 2
            && names.get(0).equals("session")
            && names.get(names.size() - 1).equals("done")
            && !names.contains("error"),
        "'session' first and 'done' last",
        names);
    expect(names.contains("usage"), "an event 'usage'", names);
    JsonNode session = events.get(0).json().path("session");
    expect(!session.asText("").isBlank(), "the session in 'session'", events.get(0));
    ChatChecks.usage(events.get(names.indexOf("usage")).json());
  }

  static List<String> names(List<StreamEvent> events) {
    return events.stream().map(StreamEvent::name).toList();
  }

  private static String text(List<StreamEvent> events) {
    StringBuilder text = new StringBuilder();
    for (StreamEvent event : events) {
      if (event.name().equals("token")) {
        text.append(event.json().path("text").asText(""));
      }
    }
    return text.toString();
  }
}
