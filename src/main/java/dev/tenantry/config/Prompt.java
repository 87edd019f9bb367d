package dev.tenantry.config;

/**
 * What a model is told before everything else.
 *
 * @param value 1 to 8000 characters; of control characters only line ends
 */
public record Prompt(String value) {
  /** As a JSON Schema pattern. */
  public static final String PATTERN =
      "^[^\\u0000-\\u0009\\u000B-\\u001F\\u007F-\\u009F\\u2028\\u2029\\u202A-\\u202E]{1,8000}$";

  /**
   * Checks the text.
   *
   * @throws IllegalArgumentException with one sentence saying what is wrong
   */
  public Prompt {
    if (!value.matches(PATTERN)) {
      throw new IllegalArgumentException(
          "a system prompt has 1 to 8000 characters, and of control characters only line ends");
    }
  }

  /** As the constructor. */
  public static Prompt parse(String text) {
    return new Prompt(text);
  }

  @Override
  public String toString() {
    return value;
  }
}
