package dev.tenantry.config.loading;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.config.Key;
import dev.tenantry.config.Quantity;
import dev.tenantry.config.QuotaCeilings;
import dev.tenantry.config.QuotaConfig;
import dev.tenantry.config.Variant;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;

/**
 * What may stand at one path: the configuration records as seen by the loader and the generators.
 *
 * @param type the Java type of the value
 * @param key how the key is described; absent for list items, map entries and whole files
 * @param optional whether the value may be absent, with nothing in its place
 */
public record Slot(Type type, Optional<Key> key, boolean optional) {
  // Reading annotations is slow, and a stack may have a thousand tenants.
  private static final ClassValue<Map<String, Slot>> FIELDS =
      new ClassValue<>() {
        @Override
        protected Map<String, Slot> computeValue(Class<?> type) {
          return readFields(type);
        }
      };

  /** The slot of a whole file, or of an entry of a map or list. */
  public static Slot of(Type type) {
    return new Slot(type, Optional.empty(), false);
  }

  /** The class without its type arguments. */
  public Class<?> rawType() {
    return type instanceof ParameterizedType parameterized
        ? (Class<?>) parameterized.getRawType()
        : (Class<?>) type;
  }

  /**
   * Whether the value is a mapping whose keys are known: of a record, or of a choice of records.
   */
  public boolean isRecord() {
    return !fields().isEmpty();
  }

  /** Whether the value is a mapping with names as keys. */
  public boolean isMap() {
    return rawType() == SortedMap.class;
  }

  /** The key whose word chooses among the records of a sealed type; empty for every other type. */
  public Optional<String> discriminator() {
    return chooser(rawType()).map(Method::getName);
  }

  /** The slot of the record that a word of the {@link #discriminator()} chooses. */
  public Slot variant(String word) {
    Class<?> words = chooser(rawType()).orElseThrow().getReturnType();
    return new Slot(((Variant) constant(words, word)).type(), key, optional);
  }

  /** The method of a sealed type that says which of its records an object is. */
  static Optional<Method> chooser(Class<?> type) {
    return type.isSealed()
        ? Stream.of(type.getDeclaredMethods())
            .filter(method -> method.isAnnotationPresent(Key.class))
            .findFirst()
        : Optional.empty();
  }

  /** What the value looks like in a file. */
  public Kind kind() {
    Class<?> raw = rawType();
    if (isMap() || isRecord()) {
      return Kind.MAPPING;
    }
    if (raw == List.class) {
      return Kind.LIST;
    }
    if (raw == int.class) {
      return Kind.COUNT;
    }
    if (raw == Quantity.class) {
      return Kind.QUANTITY;
    }
    return raw.isEnum() ? Kind.WORD : Kind.TEXT;
  }

  /** The type argument with the given index. */
  public Class<?> argument(int index) {
    return (Class<?>) ((ParameterizedType) type).getActualTypeArguments()[index];
  }

  /** The entries of a map whose keys are the words of an enum. */
  public boolean isEnumMap() {
    return isMap() && argument(0).isEnum();
  }

  /**
   * The keys of a record with a file's shape, in order; empty for every other type.
   *
   * <p>For a sealed type the key that chooses, and then the keys of all its records.
   */
  public Map<String, Slot> fields() {
    // Ceilings are written like a quota, in which every key may be absent.
    return FIELDS.get(type == QuotaCeilings.class ? QuotaConfig.class : rawType());
  }

  private static Map<String, Slot> readFields(Class<?> shape) {
    Map<String, Slot> fields = new LinkedHashMap<>();
    chooser(shape).ifPresent(method -> readVariants(method, fields));
    if (!shape.isRecord()) {
      return fields;
    }
    for (RecordComponent component : shape.getRecordComponents()) {
      Key key = component.getAnnotation(Key.class);
      if (key != null) {
        String name = key.name().isEmpty() ? component.getName() : key.name();
        fields.put(name, field(component.getGenericType(), key));
      }
    }
    return Collections.unmodifiableMap(fields);
  }

  private static void readVariants(Method chooser, Map<String, Slot> fields) {
    fields.put(chooser.getName(), field(chooser.getReturnType(), chooser.getAnnotation(Key.class)));
    for (Object variant : chooser.getReturnType().getEnumConstants()) {
      readFields(((Variant) variant).type()).forEach(fields::putIfAbsent);
    }
  }

  private static Slot field(Type type, Key key) {
    boolean optional =
        type instanceof ParameterizedType wrapper && wrapper.getRawType() == Optional.class;
    Type present = optional ? ((ParameterizedType) type).getActualTypeArguments()[0] : type;
    return new Slot(present, Optional.of(key), optional);
  }

  /** The words that may stand as keys here; empty if any name may. */
  public List<String> words() {
    Class<?> source = isEnumMap() ? argument(0) : rawType();
    return source.isEnum()
        ? Stream.of(source.getEnumConstants()).map(Object::toString).toList()
        : new ArrayList<>(fields().keySet());
  }

  /** The slot below this one, if {@code segment} may stand here. */
  public Optional<Slot> child(String segment) {
    if (isMap()) {
      boolean allowed = !isEnumMap() || words().contains(segment);
      return allowed ? Optional.of(of(argument(1))) : Optional.empty();
    }
    return kind() == Kind.LIST
        ? Optional.of(of(argument(0)))
        : Optional.ofNullable(fields().get(segment));
  }

  /** The constant of the enum {@code type} with the given word. */
  static Object constant(Class<?> type, String word) {
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> constant.toString().equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no " + type + " " + word));
  }

  /** What a value looks like in a file. */
  public enum Kind {
    /** Keys with values. */
    MAPPING("a mapping of keys"),
    /** Items. */
    LIST("a list"),
    /** A whole number. */
    COUNT("a whole number"),
    /** A number with a unit. */
    QUANTITY("a quantity"),
    /** One of a list of words. */
    WORD("text"),
    /** Any other text. */
    TEXT("text");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }

    boolean isText() {
      return this == QUANTITY || this == WORD || this == TEXT;
    }

    boolean accepts(JsonNode node) {
      return switch (this) {
        case MAPPING -> node.isObject();
        case LIST -> node.isArray();
        case COUNT -> node.isIntegralNumber();
        // A whole number needs no quotes: Kubernetes reads it the same way.
        case QUANTITY -> node.isTextual() || node.isIntegralNumber();
        case WORD, TEXT -> node.isTextual();
      };
    }
  }
}
