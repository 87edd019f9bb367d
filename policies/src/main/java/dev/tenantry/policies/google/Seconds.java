package dev.tenantry.policies.google;

import dev.tenantry.policies.Answer;
import dev.tenantry.policies.Value;
import java.util.function.DoublePredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lengths of time as Google writes them, such as {@code 7776000s}. */
final class Seconds {
  private static final Pattern TEXT = Pattern.compile("(\\d+(?:\\.\\d+)?)s");

  private Seconds() {}

  /** Whether something holds of a length in seconds; of what is no length it does not. */
  static Answer of(Value value, DoublePredicate holds) {
    return value.isText(
        text -> {
          Matcher matcher = TEXT.matcher(text);
          return matcher.matches() && holds.test(Double.parseDouble(matcher.group(1)));
        });
  }
}
