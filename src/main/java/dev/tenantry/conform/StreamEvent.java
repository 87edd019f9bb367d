package dev.tenantry.conform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;

/**
 * One server-sent event.
 *
 * @param name of its kind
 * @param data its lines, joined
 */
record StreamEvent(String name, String data) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The data as JSON; a missing node if they are none. */
  JsonNode json() {
    try {
      return JSON.readTree(data);
    } catch (IOException e) {
      return MissingNode.getInstance();
    }
  }
}
