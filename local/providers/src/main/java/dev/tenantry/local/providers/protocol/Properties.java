package dev.tenantry.local.providers.protocol;

import com.google.protobuf.ListValue;
import com.google.protobuf.NullValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Converts the engine's property messages to trees of maps, lists, strings, booleans and numbers,
 * with {@link Secret} and {@link Sentinel} for what has no counterpart there.
 */
public final class Properties {
  private static final String SIGNATURE = "4dabf18193072939515e22adb298388d";
  private static final String SECRET = "1b47061264138c4ac30d75fd1eb44270";
  private static final String ASSET = "c44067f5952c0a294b673a41bacd8c17";
  private static final String ARCHIVE = "0def7320c3a5731c473e5ecbe6d01bc7";
  private static final String RESOURCE = "5cf8f73096256a8f31e491e813e4eb8e";
  private static final String OUTPUT = "d0e6a833031e9bbcd3f4e8bde6ca49a4";
  private static final String UNKNOWN_STRING = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

  /** One sentinel per type; the engine sends the string one for nearly everything. */
  private static final Set<String> UNKNOWNS =
      Set.of(
          UNKNOWN_STRING,
          "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
          "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
          "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
          "030794c1-ac77-496b-92df-f27374a8bd58",
          "e48ece36-62e2-4504-bad9-02848725956a",
          "dd056dcd-154b-4c76-9bd3-c8f88648b5ff");

  /** Above it a double no longer holds every whole number. */
  private static final double WHOLE_MAX = 1L << 53;

  private Properties() {}

  /** Reads a message; keys are sorted so that everything derived from a tree is deterministic. */
  public static Map<String, Object> fromStruct(Struct struct) {
    Map<String, Object> result = new TreeMap<>();
    struct
        .getFieldsMap()
        .forEach(
            (key, value) -> {
              if (value.getKindCase() != Value.KindCase.NULL_VALUE) {
                result.put(key, fromValue(value));
              }
            });
    return result;
  }

  /** Writes a tree as a message. */
  public static Struct toStruct(Map<String, ?> tree) {
    Struct.Builder struct = Struct.newBuilder();
    tree.forEach((key, value) -> struct.putFields(key, toValue(value)));
    return struct.build();
  }

  static Object fromValue(Value value) {
    return switch (value.getKindCase()) {
      case NULL_VALUE, KIND_NOT_SET -> Sentinel.NULL;
      case BOOL_VALUE -> value.getBoolValue();
      case NUMBER_VALUE -> number(value.getNumberValue());
      case STRING_VALUE ->
          UNKNOWNS.contains(value.getStringValue()) ? Sentinel.UNKNOWN : value.getStringValue();
      case LIST_VALUE -> list(value.getListValue());
      case STRUCT_VALUE -> object(value.getStructValue());
    };
  }

  private static Object number(double number) {
    boolean whole = number == Math.rint(number) && Math.abs(number) <= WHOLE_MAX;
    return whole ? (Object) (long) number : (Object) number;
  }

  private static List<Object> list(ListValue values) {
    List<Object> result = new ArrayList<>(values.getValuesCount());
    values.getValuesList().forEach(value -> result.add(fromValue(value)));
    return result;
  }

  private static Object object(Struct struct) {
    String signature =
        struct.getFieldsOrDefault(SIGNATURE, Value.getDefaultInstance()).getStringValue();
    return switch (signature) {
      case "" -> fromStruct(struct);
      case SECRET -> new Secret(fromValue(struct.getFieldsOrThrow("value")));
      case OUTPUT -> output(struct);
      case ASSET, ARCHIVE -> throw new ProviderFailure("assets and archives are not supported");
      case RESOURCE -> resource(struct);
      default -> throw new ProviderFailure("unknown property signature " + signature);
    };
  }

  private static Object output(Struct struct) {
    Object value =
        struct.containsFields("value")
            ? fromValue(struct.getFieldsOrThrow("value"))
            : Sentinel.UNKNOWN;
    boolean secret = struct.getFieldsOrDefault("secret", Value.getDefaultInstance()).getBoolValue();
    return secret ? new Secret(value) : value;
  }

  /** A reference to another resource counts as its id, which is what a manifest can hold. */
  private static Object resource(Struct struct) {
    Value id = struct.getFieldsOrDefault("id", struct.getFieldsOrThrow("urn"));
    return fromValue(id);
  }

  static Value toValue(Object value) {
    if (value instanceof String text) {
      return Value.newBuilder().setStringValue(text).build();
    } else if (value instanceof Boolean bool) {
      return Value.newBuilder().setBoolValue(bool).build();
    } else if (value instanceof Number number) {
      return Value.newBuilder().setNumberValue(number.doubleValue()).build();
    } else if (value instanceof List<?> list) {
      ListValue.Builder values = ListValue.newBuilder();
      list.forEach(element -> values.addValues(toValue(element)));
      return Value.newBuilder().setListValue(values).build();
    } else if (value instanceof Map<?, ?> map) {
      Struct.Builder struct = Struct.newBuilder();
      map.forEach((key, element) -> struct.putFields(String.valueOf(key), toValue(element)));
      return Value.newBuilder().setStructValue(struct).build();
    } else if (value instanceof Secret secret) {
      return Value.newBuilder()
          .setStructValue(
              Struct.newBuilder()
                  .putFields(SIGNATURE, Value.newBuilder().setStringValue(SECRET).build())
                  .putFields("value", toValue(secret.value())))
          .build();
    } else if (value == Sentinel.UNKNOWN) {
      return Value.newBuilder().setStringValue(UNKNOWN_STRING).build();
    } else if (value == Sentinel.NULL) {
      return Value.newBuilder().setNullValue(NullValue.NULL_VALUE).build();
    }
    throw new ProviderFailure("no property value for " + value.getClass().getName());
  }
}
