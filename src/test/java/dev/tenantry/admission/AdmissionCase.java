package dev.tenantry.admission;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.yaml.snakeyaml.Yaml;

/**
 * One request, and what a rule says to it.
 *
 * @param rule the rule's id
 * @param name unique, and the name of the created object
 * @param refused whether the rule refuses it
 * @param also rules that refuse it too, because the API server takes it in no other form
 * @param update path of an existing object that the case changes; empty if it creates one
 * @param subresource of the path; may be empty
 * @param asDeployer whether the platform's own deployer acts, not a tenant's user
 * @param namespace where it creates one; empty for the Namespace that most cases share
 * @param content the object to create, or empty
 * @param changes JSON pointers and new values
 */
public record AdmissionCase(
    String rule,
    String name,
    boolean refused,
    Set<String> also,
    String update,
    String subresource,
    boolean asDeployer,
    String namespace,
    JsonNode content,
    JsonNode changes) {
  private static final YAMLMapper YAML = new YAMLMapper();
  private static final String FOLDER = "/dev/tenantry/admission/";

  /** All cases of {@code cases.yaml}, in its order. */
  public static List<AdmissionCase> all() {
    List<AdmissionCase> cases = new ArrayList<>();
    JsonNode objects = read("objects.yaml");
    for (var rule : read("cases.yaml").properties()) {
      for (var kind : List.of("passes", "refused")) {
        int number = 0;
        for (JsonNode entry : rule.getValue().path(kind)) {
          number++;
          String name = rule.getKey() + "-" + kind + "-" + number;
          cases.add(of(rule.getKey(), name, kind.equals("refused"), entry, objects));
        }
      }
    }
    return cases;
  }

  /** The request's body, made of the existing object if there is one. */
  public JsonNode body(JsonNode existing) {
    ObjectNode body = (update.isEmpty() ? content : existing).deepCopy();
    changes.properties().forEach(change -> set(body, change.getKey(), change.getValue()));
    return body;
  }

  @Override
  public String toString() {
    return name;
  }

  private static AdmissionCase of(
      String rule, String name, boolean refused, JsonNode entry, JsonNode objects) {
    JsonNode content = YAML.createObjectNode();
    if (entry.has("object")) {
      content = objects.required(entry.get("object").asText()).deepCopy();
      ((ObjectNode) content.get("metadata")).put("name", name);
    }
    Set<String> also = new TreeSet<>();
    entry.path("also").forEach(other -> also.add(other.asText()));
    return new AdmissionCase(
        rule,
        name,
        refused,
        also,
        entry.path("update").asText(),
        entry.path("subresource").asText(),
        entry.path("as").asText().equals("deployer"),
        entry.path("in").asText(),
        content,
        entry.path("set"));
  }

  private static void set(ObjectNode root, String at, JsonNode value) {
    JsonPointer pointer = JsonPointer.compile(at);
    String last = pointer.last().getMatchingProperty();
    JsonNode parent =
        last.matches("\\d+")
            ? root.withArray(pointer.head())
            : root.at(pointer.head()).isObject()
                ? root.at(pointer.head())
                : root.withObject(pointer.head());
    if (parent instanceof ArrayNode items && Integer.parseInt(last) < items.size()) {
      items.set(Integer.parseInt(last), value);
    } else if (parent instanceof ArrayNode items) {
      items.add(value);
    } else if (value.isNull()) {
      ((ObjectNode) parent).remove(last);
    } else {
      ((ObjectNode) parent).set(last, value);
    }
  }

  /** SnakeYAML itself, because Jackson's reader does not resolve merge keys. */
  private static JsonNode read(String file) {
    try (InputStream in = AdmissionCase.class.getResourceAsStream(FOLDER + file)) {
      return YAML.valueToTree(new Yaml().load(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
