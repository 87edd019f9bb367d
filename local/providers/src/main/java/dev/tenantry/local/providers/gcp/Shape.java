package dev.tenantry.local.providers.gcp;

import com.pulumi.core.Either;
import com.pulumi.core.Output;
import com.pulumi.resources.ResourceArgs;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a value must look like, read from a Java type of the SDK.
 *
 * @param kind the outer form
 * @param parts forms of elements, of values, or of the two alternatives
 * @param args the class with the fields of an object
 */
record Shape(Kind kind, List<Shape> parts, Class<?> args) {
  /** Forms of values. */
  enum Kind {
    TEXT("a string"),
    BOOLEAN("true or false"),
    INTEGER("a whole number"),
    NUMBER("a number"),
    LIST("a list"),
    MAP("an object with free keys"),
    OBJECT("an object"),
    EITHER("one of two forms"),
    ANY("anything");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  static Shape of(Type type) {
    if (type instanceof ParameterizedType generic) {
      return ofGeneric(generic);
    }
    if (!(type instanceof Class<?> plain)) {
      return simple(Kind.ANY);
    }
    if (ResourceArgs.class.isAssignableFrom(plain)) {
      return new Shape(Kind.OBJECT, List.of(), plain);
    }
    return simple(
        Map.<Class<?>, Kind>of(
                String.class, Kind.TEXT,
                Boolean.class, Kind.BOOLEAN,
                Integer.class, Kind.INTEGER,
                Double.class, Kind.NUMBER)
            .getOrDefault(plain, Kind.ANY));
  }

  private static Shape ofGeneric(ParameterizedType generic) {
    Type[] arguments = generic.getActualTypeArguments();
    Type raw = generic.getRawType();
    if (raw == Output.class || raw == Optional.class) {
      return of(arguments[0]);
    }
    if (raw == List.class) {
      return new Shape(Kind.LIST, List.of(of(arguments[0])), Object.class);
    }
    if (raw == Map.class) {
      return new Shape(Kind.MAP, List.of(of(arguments[1])), Object.class);
    }
    if (raw == Either.class) {
      return new Shape(Kind.EITHER, List.of(of(arguments[0]), of(arguments[1])), Object.class);
    }
    return simple(Kind.ANY);
  }

  private static Shape simple(Kind kind) {
    return new Shape(kind, List.of(), Object.class);
  }
}
