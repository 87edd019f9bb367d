package dev.tenantry.policies.pack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.tenantry.policies.Resource;
import dev.tenantry.policies.RuleSettings;
import dev.tenantry.policies.Rules;
import dev.tenantry.policies.StackResources;
import dev.tenantry.policies.Values;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Resources of one case of a rule, from {@code src/test/cases/<rule>.yaml}.
 *
 * <p>{@code $unknown} stands for a value that is not known yet, {@code {$secret: value}} for a
 * secret one. {@code parameters} is what a stack's file says to the rule; nothing by default.
 *
 * @param rule the rule's id
 * @param what what the case shows
 * @param parameters what a stack's file says to the rule
 * @param resources type, name, properties and options as the engine sends them
 * @param says what the rule reports, each as {@code name: message}; nothing if the case passes
 * @param adds what its remedy adds, each as {@code name: path = value}; nothing if it cannot mend
 *     the case, or the rule has none
 */
public record RuleCase(
    String rule,
    String what,
    JsonNode parameters,
    List<JsonNode> resources,
    List<String> says,
    List<String> adds) {
  private static final String UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
  private static final String SIGNATURE = "4dabf18193072939515e22adb298388d";
  private static final String SECRET = "1b47061264138c4ac30d75fd1eb44270";
  private static final YAMLMapper YAML = new YAMLMapper();

  /** Those that pass ({@code passes}), then those that do not ({@code violates}). */
  public static List<RuleCase> read(Path folder, String rule) throws IOException {
    JsonNode file = YAML.readTree(folder.resolve(rule + ".yaml").toFile());
    List<RuleCase> cases = new ArrayList<>();
    for (String part : List.of("passes", "violates")) {
      for (JsonNode one : file.path(part)) {
        List<JsonNode> resources = new ArrayList<>();
        one.path("resources").forEach(resource -> resources.add(marked(resource)));
        List<String> says = lines(one.path("says"));
        List<String> adds = lines(one.path("adds"));
        if (resources.isEmpty() || says.isEmpty() == part.equals("violates")) {
          throw new IllegalArgumentException(rule + ", " + one.path("what") + ": incomplete");
        }
        JsonNode parameters = one.path("parameters");
        cases.add(new RuleCase(rule, one.path("what").asText(), parameters, resources, says, adds));
      }
    }
    return cases;
  }

  private static List<String> lines(JsonNode list) {
    List<String> lines = new ArrayList<>();
    list.forEach(line -> lines.add(line.asText()));
    return lines;
  }

  /** As a stack that holds nothing else. */
  public StackResources stack() {
    return new StackResources(
        "case",
        resources.stream()
            .map(
                one ->
                    new Resource(
                        "urn:pulumi:case::tenantry::"
                            + one.path("type").asText()
                            + "::"
                            + one.path("name").asText(),
                        one.path("type").asText(),
                        one.path("name").asText(),
                        Values.of(one.path("properties")),
                        Values.of(one.path("options"))))
            .toList());
  }

  /** The rule alone, with its parameters. */
  public Rules among(Rules all) {
    Rules alone =
        new Rules(all.all().stream().filter(one -> one.info().id().equals(rule)).toList());
    ObjectNode file = new ObjectMapper().createObjectNode();
    if (parameters.isObject()) {
      file.set(rule, parameters);
    }
    return RuleSettings.parse(file, alone).applyTo(alone);
  }

  @Override
  public String toString() {
    return rule + ": " + what;
  }

  private static JsonNode marked(JsonNode node) {
    if (node.isTextual() && node.asText().equals("$unknown")) {
      return TextNode.valueOf(UNKNOWN);
    }
    if (node.isObject() && node.has("$secret")) {
      ObjectNode secret = new ObjectMapper().createObjectNode();
      secret.put(SIGNATURE, SECRET);
      secret.set("value", marked(node.path("$secret")));
      return secret;
    }
    JsonNode copy = node.deepCopy();
    if (copy instanceof ObjectNode object) {
      object.fieldNames().forEachRemaining(name -> object.set(name, marked(object.get(name))));
    } else if (copy instanceof ArrayNode list) {
      for (int i = 0; i < list.size(); i++) {
        list.set(i, marked(list.get(i)));
      }
    }
    return copy;
  }
}
