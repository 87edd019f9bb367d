package dev.tenantry.agentimage.builder.layout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * How one blob of an OCI layout points at another.
 *
 * @param digest {@code sha256:} and 64 hexadecimal digits
 * @param size in bytes
 */
public record Descriptor(String mediaType, String digest, long size) {
  static Descriptor of(JsonNode node) {
    return new Descriptor(
        node.path("mediaType").asText(), node.path("digest").asText(), node.path("size").asLong());
  }

  ObjectNode json() {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    return node.put("mediaType", mediaType).put("digest", digest).put("size", size);
  }

  ObjectNode json(Map<String, String> annotations) {
    ObjectNode node = json();
    ObjectNode notes = node.putObject("annotations");
    annotations.forEach(notes::put);
    return node;
  }
}
