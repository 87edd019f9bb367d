package dev.tenantry.sizing;

/**
 * What a managed API asks for a model's tokens.
 *
 * @param name in the catalogue, such as {@code gemini-3.5-flash-lite}
 * @param title for people
 * @param input US dollars per million tokens of prompts
 * @param cached the same for tokens that the API has already seen; as {@code input} if no discount
 *     is known
 * @param output US dollars per million tokens of answers
 * @param provenance where this was read
 */
public record ApiPrice(
    String name, String title, double input, double cached, double output, Provenance provenance) {
  private static final double MILLION = 1e6;

  /** US dollars for so many tokens. */
  public double of(Tokens tokens) {
    return (tokens.input() * input + tokens.cached() * cached + tokens.output() * output) / MILLION;
  }
}
