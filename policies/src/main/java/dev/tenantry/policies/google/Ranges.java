package dev.tenantry.policies.google;

import dev.tenantry.policies.Answer;
import dev.tenantry.policies.Value;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Ranges of addresses. */
final class Ranges {
  /**
   * Shorter prefixes hold public addresses whatever their first bits are: the widest private range
   * is 10.0.0.0/8. The Internet in two halves is the Internet still.
   */
  private static final int PREFIX_MIN = 8;

  private static final Pattern RANGE = Pattern.compile("[0-9a-fA-F.:]+/(\\d{1,3})");

  private Ranges() {}

  /** Whether a text is a range of more addresses than any private one has. */
  static Answer isWide(Value range) {
    return range.isText(
        text -> {
          Matcher matcher = RANGE.matcher(text);
          return matcher.matches() && Integer.parseInt(matcher.group(1)) < PREFIX_MIN;
        });
  }
}
