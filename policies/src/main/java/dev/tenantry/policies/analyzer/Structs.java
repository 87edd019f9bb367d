package dev.tenantry.policies.analyzer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.google.protobuf.ListValue;
import com.google.protobuf.NullValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;

/** Properties as the protocol carries them, and as rules read them; marks stay as they are. */
final class Structs {
  /** Above it a double, which is all that the protocol has, no longer holds every whole number. */
  private static final double WHOLE_MAX = 1L << 53;

  private Structs() {}

  static ObjectNode json(Struct struct) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    struct.getFieldsMap().forEach((name, value) -> object.set(name, json(value)));
    return object;
  }

  private static JsonNode json(Value value) {
    return switch (value.getKindCase()) {
      case NULL_VALUE, KIND_NOT_SET -> NullNode.getInstance();
      case BOOL_VALUE -> BooleanNode.valueOf(value.getBoolValue());
      case NUMBER_VALUE -> number(value.getNumberValue());
      case STRING_VALUE -> TextNode.valueOf(value.getStringValue());
      case LIST_VALUE -> list(value.getListValue());
      case STRUCT_VALUE -> json(value.getStructValue());
    };
  }

  /** Whole numbers without a fraction, so that messages say {@code 3} and not {@code 3.0}. */
  private static JsonNode number(double number) {
    boolean whole = number == Math.rint(number) && Math.abs(number) <= WHOLE_MAX;
    return whole ? LongNode.valueOf((long) number) : DoubleNode.valueOf(number);
  }

  private static ArrayNode list(ListValue values) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode(values.getValuesCount());
    values.getValuesList().forEach(value -> list.add(json(value)));
    return list;
  }

  static Struct struct(JsonNode object) {
    Struct.Builder struct = Struct.newBuilder();
    object.properties().forEach(one -> struct.putFields(one.getKey(), value(one.getValue())));
    return struct.build();
  }

  static Value value(JsonNode node) {
    Value.Builder value = Value.newBuilder();
    if (node.isObject()) {
      value.setStructValue(struct(node));
    } else if (node.isArray()) {
      ListValue.Builder list = ListValue.newBuilder();
      node.forEach(item -> list.addValues(value(item)));
      value.setListValue(list);
    } else if (node.isNumber()) {
      value.setNumberValue(node.asDouble());
    } else if (node.isBoolean()) {
      value.setBoolValue(node.asBoolean());
    } else if (node.isTextual()) {
      value.setStringValue(node.asText());
    } else {
      value.setNullValue(NullValue.NULL_VALUE);
    }
    return value.build();
  }
}
