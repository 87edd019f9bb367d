package dev.tenantry.config.loading;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.SchemaGenerationContext;
import java.util.Map;

/** The schema of a mapping in which the word of one key decides which other keys there are. */
final class ChoiceSchema {
  private ChoiceSchema() {}

  /** All keys of all records; and for each word, which of them there are not and which must be. */
  static ObjectNode of(Slot slot, SchemaGenerationContext context) {
    String chooser = slot.discriminator().orElseThrow();
    Slot words = slot.fields().get(chooser);
    ObjectNode schema = object().put("type", "object");
    ObjectNode properties = schema.putObject("properties");
    ObjectNode word = properties.putObject(chooser).put("type", "string");
    words.words().forEach(word.withArray("enum")::add);
    word.put("description", words.key().orElseThrow().value());
    for (String one : words.words()) {
      Slot variant = slot.variant(one);
      var type = context.getTypeContext().resolve(variant.rawType());
      JsonNode own = context.createStandardDefinition(type, null).path("properties");
      own.properties()
          .forEach(
              field -> {
                if (!properties.has(field.getKey())) {
                  // The very node: the generator fills in its references later.
                  properties.set(field.getKey(), field.getValue());
                }
              });
      schema.withArray("allOf").add(condition(slot, variant, chooser, one));
    }
    if (words.key().orElseThrow().required()) {
      schema.putArray("required").add(chooser);
    }
    return schema.put("additionalProperties", false);
  }

  private static ObjectNode condition(Slot slot, Slot variant, String chooser, String word) {
    ObjectNode condition = object();
    condition.putObject("if").putArray("required").add(chooser);
    condition.withObject("/if/properties").putObject(chooser).put("const", word);
    ObjectNode then = condition.putObject("then");
    for (String key : slot.fields().keySet()) {
      if (Choices.isForeign(slot, variant, key)) {
        then.withObject("/properties").put(key, false);
      }
    }
    for (Map.Entry<String, Slot> field : variant.fields().entrySet()) {
      if (field.getValue().key().orElseThrow().required()) {
        then.withArray("required").add(field.getKey());
      }
    }
    return condition;
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
