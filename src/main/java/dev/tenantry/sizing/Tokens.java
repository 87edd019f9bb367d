package dev.tenantry.sizing;

/**
 * Tokens of a month, as the gateway counted them.
 *
 * @param input of prompts, without those that were cached
 * @param cached of prompts, already seen
 * @param output of answers
 */
public record Tokens(long input, long cached, long output) {
  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is negative, or all are zero
   */
  public Tokens {
    if (input < 0 || cached < 0 || output < 0 || input + cached + output <= 0) {
      throw new IllegalArgumentException("tokens must be zero or more, and some above zero");
    }
  }

  /** All of them. */
  public long total() {
    return input + cached + output;
  }
}
