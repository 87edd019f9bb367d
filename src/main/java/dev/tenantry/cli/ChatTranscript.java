package dev.tenantry.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;

/** One turn as a person reads it: the answer as it comes, a line for each call of a tool. */
final class ChatTranscript {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What fits on two lines of a terminal. */
  private static final int SHOWN_CHARACTERS = 160;

  private final PrintWriter out;
  private boolean inLine;
  private boolean complete;
  private String session = "";
  private String turn = "";
  private String usage = "";

  ChatTranscript(PrintWriter out) {
    this.out = out;
  }

  /**
   * Shows an event; one that this program does not know is left out, so that an agent may say more.
   *
   * @throws CommandFailure if the agent reports that it failed, or speaks no JSON
   */
  void accept(String name, String data) {
    JsonNode event = parse(data);
    switch (name) {
      case "session" -> session = event.path("session").asText();
      case "token" -> print(event.path("text").asText());
      case "tool_call" ->
          printLine("  -> " + event.path("tool").asText() + after(" ", event.path("arguments")));
      case "tool_result" ->
          printLine(
              "  <- "
                  + event.path("tool").asText()
                  + " "
                  + event.path("status").asText()
                  + after(": ", event.path("summary")));
      case "usage" ->
          usage =
              event.path("promptTokens").asInt()
                  + " tokens read, "
                  + event.path("completionTokens").asInt()
                  + " written";
      case "done" -> {
        complete = true;
        turn = event.path("turn").asText();
        session = event.path("session").asText(session);
      }
      case "error" -> {
        endLine();
        throw new CommandFailure(problem(event));
      }
      default -> {}
    }
  }

  /**
   * Prints what is known at the end of a turn.
   *
   * @throws CommandFailure if the stream ended before the turn did
   */
  void end() {
    endLine();
    if (!complete) {
      throw new CommandFailure(
          "the agent ended its answer in the middle. Look: make status. Go on with the same"
              + " session to have the turn finished: --session "
              + session);
    }
    out.println();
    out.println("session " + session + ", turn " + turn + (usage.isEmpty() ? "" : ": " + usage));
    out.flush();
  }

  /** A refusal or failure in the words of whoever reports it. */
  static String problem(JsonNode problem) {
    String title = problem.path("title").asText("the agent failed");
    String detail = problem.path("detail").asText();
    return detail.isEmpty() ? title : title + ": " + detail;
  }

  /** As {@link #problem}, from an answer's body that may be anything. */
  static String problem(String body) {
    try {
      return problem(JSON.readTree(body));
    } catch (JsonProcessingException e) {
      return shortened(body.strip());
    }
  }

  private static JsonNode parse(String data) {
    try {
      return JSON.readTree(data);
    } catch (JsonProcessingException e) {
      throw new CommandFailure("the agent sent no JSON: " + shortened(data), e);
    }
  }

  /** Nothing where the agent keeps it to itself, as it does with arguments that it must redact. */
  private static String after(String separator, JsonNode value) {
    String text = shortened(value.isTextual() ? value.asText() : value.toString());
    return text.isEmpty() ? "" : separator + text;
  }

  private static String shortened(String text) {
    String line = text.replaceAll("\\s+", " ");
    return line.length() > SHOWN_CHARACTERS ? line.substring(0, SHOWN_CHARACTERS) + "…" : line;
  }

  private void print(String text) {
    out.print(text);
    out.flush();
    inLine = text.isEmpty() ? inLine : !text.endsWith("\n");
  }

  private void printLine(String line) {
    endLine();
    out.println(line);
    out.flush();
  }

  private void endLine() {
    if (inLine) {
      out.println();
      out.flush();
      inLine = false;
    }
  }
}
