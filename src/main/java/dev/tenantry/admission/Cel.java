package dev.tenantry.admission;

import java.util.Collection;
import java.util.stream.Collectors;

/** Values of the configuration as parts of CEL expressions. */
final class Cel {
  private Cel() {}

  /**
   * A text literal.
   *
   * @throws IllegalArgumentException if the text could end the literal; value types forbid it
   */
  static String text(Object value) {
    String text = value.toString();
    if (!text.matches("[^'\\\\\\p{Cntrl}]*")) {
      throw new IllegalArgumentException("not a plain text: " + text);
    }
    return "'" + text + "'";
  }

  /** A list of text literals. */
  static String list(Collection<?> values) {
    return values.stream().map(Cel::text).collect(Collectors.joining(", ", "[", "]"));
  }

  /** The values as a tenant reads them; {@code none} if there are none. */
  static String words(Collection<?> values) {
    return values.isEmpty()
        ? "none"
        : values.stream().map(Object::toString).collect(Collectors.joining(", "));
  }
}
