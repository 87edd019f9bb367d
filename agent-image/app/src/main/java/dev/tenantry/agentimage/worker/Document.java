package dev.tenantry.agentimage.worker;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.agentimage.json.Json;
import java.util.ArrayList;
import java.util.List;

/**
 * A task of kind {@code ingest}: a document to be found again.
 *
 * @param task the same whenever the task is sent again
 * @param name of the document; a later one of the same name replaces it
 * @param text all of it
 */
record Document(String task, String name, String text) {
  private static final int NAME_MAX = 200;

  /**
   * Reads a task.
   *
   * @throws TaskFailure if it is no such task
   */
  static Document read(byte[] bytes) {
    JsonNode node =
        Json.object(bytes).orElseThrow(() -> new TaskFailure("the task is no JSON object"));
    if (!node.path("kind").asText().equals("ingest")) {
      throw new TaskFailure("the task's kind is not ingest");
    }
    String task = node.path("id").asText();
    String name = node.path("document").asText();
    String text = node.path("text").asText().replace("\u0000", "");
    if (task.isBlank() || name.isBlank() || name.length() > NAME_MAX || text.isBlank()) {
      throw new TaskFailure("the task needs id, document and text");
    }
    return new Document(task, name, text);
  }

  /** The text in pieces, cut where a paragraph, a sentence or a word ends. */
  List<String> pieces(int characters) {
    List<String> pieces = new ArrayList<>();
    String rest = text.strip();
    while (rest.length() > characters) {
      int at = cut(rest, characters);
      pieces.add(rest.substring(0, at).strip());
      rest = rest.substring(at).strip();
    }
    if (!rest.isEmpty()) {
      pieces.add(rest);
    }
    return pieces;
  }

  private static int cut(String text, int most) {
    for (String end : List.of("\n\n", ". ", " ")) {
      int at = text.lastIndexOf(end, most - end.length());
      if (at > most / 2) {
        return at + end.length();
      }
    }
    // Not in the middle of a character that takes two places.
    return Character.isHighSurrogate(text.charAt(most - 1)) && most > 1 ? most - 1 : most;
  }
}
