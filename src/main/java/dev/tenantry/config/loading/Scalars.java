package dev.tenantry.config.loading;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a scalar without quotes means.
 *
 * <p>YAML 1.2: {@code yes}, {@code no} and {@code on} are text. Everything that YAML 1.1 or 1.2
 * reads as a number other than a plain whole one ({@code 1.30}, {@code 010}, {@code 1e3}, {@code
 * 0x1F}, {@code 1_000}, {@code 1:30}) is a number with a fraction here. No key takes one, hence the
 * reader is told to write quotes and no two tools can read the file differently.
 */
final class Scalars {
  private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");
  private static final Set<String> TRUE = Set.of("true", "True", "TRUE");
  private static final Set<String> FALSE = Set.of("false", "False", "FALSE");
  private static final Set<String> WORDS_OF_YAML_1_1 = Set.of("y", "n", "yes", "no", "on", "off");
  private static final Pattern WHOLE = Pattern.compile("-?(0|[1-9][0-9]{0,17})");
  private static final Pattern NUMBER =
      Pattern.compile(
          "[-+]?(\\.[0-9]+|[0-9][0-9_]*(\\.[0-9_]*)?)([eE][-+]?[0-9]+)?"
              + "|[-+]?0[xob][0-9a-fA-F_]+"
              + "|[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)"
              + "|[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\\.[0-9_]*)?");
  private static final Pattern SAFE_WORD =
      Pattern.compile("[A-Za-z]([A-Za-z0-9._/@:-]*[A-Za-z0-9])?");
  private static final Pattern SAFE_NUMERIC =
      Pattern.compile("[0-9]+(\\.[0-9]+)?(m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei)|[0-9]+(\\.[0-9]+){3}");

  // Any value with a fraction: the text itself is kept with the place.
  private static final DoubleNode FRACTION = DoubleNode.valueOf(0.5);

  private Scalars() {}

  /** The value of a scalar without quotes. */
  static JsonNode plain(String text) {
    if (NULLS.contains(text)) {
      return NullNode.getInstance();
    }
    if (TRUE.contains(text) || FALSE.contains(text)) {
      return BooleanNode.valueOf(TRUE.contains(text));
    }
    if (WHOLE.matcher(text).matches()) {
      return LongNode.valueOf(Long.parseLong(text));
    }
    return NUMBER.matcher(text).matches() ? FRACTION : TextNode.valueOf(text);
  }

  /** The text of a scalar such that every YAML reader takes it for text. */
  static String write(String text) {
    boolean word =
        SAFE_WORD.matcher(text).matches()
            && plain(text).isTextual()
            && !WORDS_OF_YAML_1_1.contains(text.toLowerCase(Locale.ROOT));
    return word || SAFE_NUMERIC.matcher(text).matches() ? text : '"' + escaped(text) + '"';
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }
}
