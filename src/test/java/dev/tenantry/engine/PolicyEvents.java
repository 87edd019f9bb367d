package dev.tenantry.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What the engine says of policies, from the log of its events. */
final class PolicyEvents {
  private static final ObjectMapper JSON = new ObjectMapper();

  private PolicyEvents() {}

  /**
   * A violation.
   *
   * @param message its first line, without marks of colour
   */
  record Violation(String rule, String level, String severity, String urn, String message) {}

  static List<Violation> read(Path log) {
    List<Violation> violations = new ArrayList<>();
    try {
      for (String line : Files.readAllLines(log)) {
        JsonNode event = JSON.readTree(line).path("policyEvent");
        if (!event.isMissingNode()) {
          violations.add(
              new Violation(
                  event.path("policyName").asText(),
                  event.path("enforcementLevel").asText(),
                  event.path("severity").asText(),
                  event.path("resourceUrn").asText(),
                  event
                      .path("message")
                      .asText()
                      .replaceAll("<\\{%.*?%}>", "")
                      .lines()
                      .findFirst()
                      .orElseThrow()));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return violations;
  }
}
