package dev.tenantry.conform.standin;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * One request that reached the stand-in of the model gateway.
 *
 * @param nanos when it came, by {@link System#nanoTime}
 * @param path of the request
 * @param authorization that header; empty without
 * @param traceparent that header; empty without
 * @param body its JSON; a missing node if it is none
 */
public record ModelCall(
    long nanos, String path, String authorization, String traceparent, JsonNode body) {
  /** What people said in it, the oldest first. */
  public List<String> questions() {
    return said("user");
  }

  /** What the model said before, the oldest first. */
  public List<String> answers() {
    return said("assistant");
  }

  /** What tools returned. */
  public List<String> toolResults() {
    return said("tool");
  }

  /** What was asked last; empty if nothing was. */
  public String newestQuestion() {
    List<String> all = questions();
    return all.isEmpty() ? "" : all.get(all.size() - 1);
  }

  private List<String> said(String role) {
    List<String> texts = new ArrayList<>();
    for (JsonNode message : body.path("messages")) {
      if (message.path("role").asText().equals(role)) {
        texts.add(text(message.path("content")));
      }
    }
    return texts;
  }

  /** A text, or parts with texts. */
  private static String text(JsonNode content) {
    if (!content.isArray()) {
      return content.asText("");
    }
    StringBuilder text = new StringBuilder();
    content.forEach(part -> text.append(part.path("text").asText("")));
    return text.toString();
  }
}
