package dev.tenantry.config;

/** The shape that tenant, agent and tool names share: a DNS label that starts with a letter. */
final class DnsLabel {
  /** As a JSON Schema pattern; lengths are separate keywords. */
  static final String PATTERN = "^[a-z]([-a-z0-9]*[a-z0-9])?$";

  /** As the start of a JSON Schema pattern: no word {@code agent} between dashes. */
  static final String NO_WORD_AGENT = "(?!(.*-)?agent(-|$))";

  private DnsLabel() {}

  /**
   * Checks {@code text}.
   *
   * @param what the kind of name, for the sentence
   * @throws IllegalArgumentException with one sentence about the first thing that is wrong
   */
  static void check(String what, String text, int maxLength) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException(what + " is empty");
    }
    String name = what + " " + Words.quote(text);
    if (text.length() > maxLength) {
      throw new IllegalArgumentException(
          name + " has " + text.length() + " characters; the most is " + maxLength);
    }
    for (int i = 0; i < text.length(); i = text.offsetByCodePoints(i, 1)) {
      checkCharacter(name, text.codePointAt(i));
    }
    if (text.charAt(0) < 'a') {
      throw new IllegalArgumentException(name + " must start with a letter");
    }
    if (text.endsWith("-")) {
      throw new IllegalArgumentException(name + " must not end with a dash");
    }
  }

  /**
   * Refuses the word {@code agent}, which separates tenant and agent in logical names.
   *
   * @throws IllegalArgumentException with one sentence and the way out
   */
  static void refuseWordAgent(String what, String text) {
    if (("-" + text + "-").contains("-agent-")) {
      throw new IllegalArgumentException(
          what
              + " "
              + Words.quote(text)
              + " has the word \"agent\", which separates tenant and agent in derived names;"
              + " leave it out");
    }
  }

  private static void checkCharacter(String name, int c) {
    if (c >= 'A' && c <= 'Z') {
      throw new IllegalArgumentException(name + " has an upper-case letter; use lower case");
    }
    if (c > 0x7e) {
      // A look-alike such as Cyrillic `а` prints like the letter that it is not: name its number.
      throw new IllegalArgumentException(
          String.format("%s has the character U+%04X; use a-z, 0-9 and -", name, c));
    }
    boolean allowed = c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-';
    if (!allowed) {
      throw new IllegalArgumentException(
          name
              + " has the character "
              + Words.quote(Character.toString(c))
              + "; use a-z, 0-9 and -");
    }
  }
}
