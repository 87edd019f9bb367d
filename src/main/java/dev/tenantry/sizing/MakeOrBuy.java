package dev.tenantry.sizing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Whether serving a model oneself is cheaper than buying its tokens.
 *
 * <pre>
 * buy            = tokens in × price + tokens cached × price + tokens out × price
 * make           = machines × price per hour × 730 + operations
 * utilisation    = tokens / (machines × tokens per second × 3600 × 730)
 * break-even     = make / (machines × tokens per second × 3600 × 730 × price of a token, blended)
 * </pre>
 *
 * <p>A break-even above 1 means never. Throughput is an input: it differs tenfold by model,
 * machine, length of prompts and promised latency, so that no number of somebody else is worth
 * having here.
 *
 * @param api what can be bought
 * @param tokens of a month
 * @param dollarsPerHour of a machine, all of it
 * @param tokensPerSecond that one machine was measured to serve while it kept its promised latency:
 *     prompt, cached and answer tokens together, mixed as in {@code tokens}
 * @param machines that are kept running
 * @param operations US dollars a month for people, storage and traffic
 */
public record MakeOrBuy(
    ApiPrice api,
    Tokens tokens,
    double dollarsPerHour,
    double tokensPerSecond,
    int machines,
    double operations) {
  /** Hours of a month, on average: 365 × 24 / 12. */
  public static final double HOURS = 730;

  /**
   * By how much the utilisation must exceed the break-even: measurements, prices and next month's
   * tokens are all worse than they look. Our rule of 2026-08.
   */
  public static final double MARGIN = 1.3;

  private static final double SECONDS_AN_HOUR = 3600;

  /** What to do. */
  public enum Verdict {
    /** Own machines cost less, with a margin. */
    MAKE,
    /** The API costs less, or too little more. */
    BUY,
    /** Not even fully used machines would cost less. */
    BUY_ALWAYS,
    /** So few machines cannot serve the tokens: there is nothing to compare. */
    TOO_FEW_MACHINES
  }

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException with one sentence saying what is wrong
   */
  public MakeOrBuy {
    if (!(dollarsPerHour > 0) || !(tokensPerSecond > 0) || machines < 1 || !(operations >= 0)) {
      throw new IllegalArgumentException(
          "price per hour, tokens per second and machines must be above zero,"
              + " operations not below");
    }
  }

  /**
   * How many machines the tokens of a month need at least, if they came evenly and used a machine
   * to {@code 1 / MARGIN} of what it can do.
   */
  public static int machinesFor(Tokens tokens, double tokensPerSecond) {
    double one = tokensPerSecond * SECONDS_AN_HOUR * HOURS / MARGIN;
    return Math.max(1, (int) Math.ceil(tokens.total() / one));
  }

  /** Monthly price of the API, in US dollars. */
  public double buy() {
    return api.of(tokens);
  }

  /** Monthly price of own machines, operations included, in US dollars. */
  public double make() {
    return machines * dollarsPerHour * HOURS + operations;
  }

  /** Share of what the machines can serve that these tokens are; above 1 they are too few. */
  public double utilisation() {
    return tokens.total() / capacity();
  }

  /** The utilisation from which own machines cost less; above 1 they never do. */
  public double breakEven() {
    return make() / (capacity() * blended());
  }

  /** Price of a token at the API, mixed as the tokens are, in US dollars. */
  public double blended() {
    return buy() / tokens.total();
  }

  /** The API's bill in machines kept running all month, without operations. */
  public double machinesOfTheBill() {
    return buy() / (dollarsPerHour * HOURS);
  }

  /** What to do; by price alone. */
  public Verdict verdict() {
    if (utilisation() > 1) {
      return Verdict.TOO_FEW_MACHINES;
    }
    if (breakEven() > 1) {
      return Verdict.BUY_ALWAYS;
    }
    return utilisation() >= MARGIN * breakEven() ? Verdict.MAKE : Verdict.BUY;
  }

  /** The comparison for people, a line each. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        line(
            "buy",
            buy(),
            " a month: %,d in, %,d cached, %,d out",
            tokens.input(),
            tokens.cached(),
            tokens.output()));
    lines.add(
        line(
            "make",
            make(),
            " a month: %d × $%.2f × 730 h + $%,.0f operations",
            machines,
            dollarsPerHour,
            operations));
    lines.add(
        told(
            "utilisation  %10.0f %% of %,.0f tokens/s measured, per machine",
            utilisation() * 100, tokensPerSecond));
    lines.add(
        told(
            "break-even   %10.0f %%; worth it from %.0f %%",
            breakEven() * 100, breakEven() * MARGIN * 100));
    lines.add(told("the API's bill is that of %.1f such machines", machinesOfTheBill()));
    lines.add(sentence());
    return List.copyOf(lines);
  }

  private String sentence() {
    return switch (verdict()) {
      case MAKE -> "make: own machines cost less";
      case BUY -> "buy: own machines would not be used enough";
      case BUY_ALWAYS -> "buy: even fully used, own machines cost more than these tokens";
      case TOO_FEW_MACHINES -> "so few machines cannot serve that many tokens: name more of them";
    };
  }

  private double capacity() {
    return machines * tokensPerSecond * SECONDS_AN_HOUR * HOURS;
  }

  private static String line(String name, double dollars, String more, Object... values) {
    return told("%-12s $%,10.0f", name, dollars) + told(more, values);
  }

  private static String told(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
