package dev.tenantry.config;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An amount in the notation of Kubernetes, such as {@code 500m}, {@code 4} or {@code 8Gi}.
 *
 * <p>The text stays as written; comparison is exact. Hence {@code 1Gi} and {@code 1024Mi} compare
 * as 0 although they are not equal. Exponents ({@code 1e3}), signs and units below a thousandth are
 * refused: a suffix says the same without the trap that YAML reads {@code 1e3} as a float.
 *
 * @param text the amount as written
 */
public record Quantity(String text) implements Comparable<Quantity> {
  /** What a JSON Schema can check; the rest is checked here. */
  public static final String PATTERN =
      "^[0-9]{1,19}(\\.[0-9]{1,9})?(m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei)?$";

  private static final Pattern SHAPE =
      Pattern.compile("([0-9]{1,19}(?:\\.[0-9]{1,9})?)([a-zA-Z]{0,2})");
  // A leading `1` and the decimal point moved, or a power of two.
  private static final Map<String, BigDecimal> FACTORS =
      Map.ofEntries(
          Map.entry("", BigDecimal.ONE),
          Map.entry("m", new BigDecimal("0.001")),
          Map.entry("k", BigDecimal.TEN.pow(3)),
          Map.entry("M", BigDecimal.TEN.pow(6)),
          Map.entry("G", BigDecimal.TEN.pow(9)),
          Map.entry("T", BigDecimal.TEN.pow(12)),
          Map.entry("P", BigDecimal.TEN.pow(15)),
          Map.entry("E", BigDecimal.TEN.pow(18)),
          Map.entry("Ki", BigDecimal.valueOf(1L << 10)),
          Map.entry("Mi", BigDecimal.valueOf(1L << 20)),
          Map.entry("Gi", BigDecimal.valueOf(1L << 30)),
          Map.entry("Ti", BigDecimal.valueOf(1L << 40)),
          Map.entry("Pi", BigDecimal.valueOf(1L << 50)),
          Map.entry("Ei", BigDecimal.valueOf(1L << 60)));
  private static final List<String> BINARY_UNITS = List.of("Ei", "Pi", "Ti", "Gi", "Mi", "Ki", "");
  private static final List<String> DECIMAL_UNITS = List.of("E", "P", "T", "G", "M", "k", "", "m");
  private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);

  /**
   * Checks the notation and the range.
   *
   * @throws IllegalArgumentException with one sentence saying what is wrong
   */
  public Quantity {
    BigDecimal amount = read(text);
    if (amount.compareTo(MOST) > 0) {
      throw new IllegalArgumentException(
          text + " does not fit into 64 bits, the most that Kubernetes can count");
    }
  }

  /** As the constructor. */
  public static Quantity parse(String text) {
    return new Quantity(text);
  }

  /** A count as a quantity; it must not be negative. */
  public static Quantity of(int count) {
    return new Quantity(Integer.toString(count));
  }

  /** The exact amount in the base unit (cores, bytes, pieces). */
  public BigDecimal amount() {
    return read(text);
  }

  /** Whether the amount is more than zero. */
  public boolean isPositive() {
    return amount().signum() > 0;
  }

  @Override
  public int compareTo(Quantity other) {
    return amount().compareTo(other.amount());
  }

  @Override
  public String toString() {
    return text;
  }

  /**
   * The spelling in which the API server stores this quantity: the largest unit of the written
   * family that leaves a whole number, such as {@code 1536Mi} for {@code 1.5Gi} and {@code 500m}
   * for {@code 0.5} (apimachinery, resource.Quantity). Manifests use it, so that what a person
   * wrote differently never looks like drift.
   */
  public String canonical() {
    return words(amount(), text.endsWith("i"));
  }

  /**
   * An amount that may be more than 64 bits, for people to read.
   *
   * @param amount not negative, at most nine digits after the point
   * @param binary whether to count in Ki, Mi, Gi
   */
  static String words(BigDecimal amount, boolean binary) {
    if (amount.signum() == 0) {
      return "0";
    }
    for (String unit : binary ? BINARY_UNITS : DECIMAL_UNITS) {
      BigDecimal count = amount.divide(FACTORS.get(unit));
      if (count.stripTrailingZeros().scale() <= 0) {
        return count.toBigInteger() + unit;
      }
    }
    return amount.stripTrailingZeros().toPlainString();
  }

  static Quantity requirePositive(Quantity quantity) {
    if (!quantity.isPositive()) {
      throw new IllegalArgumentException(quantity + " must be more than 0");
    }
    return quantity;
  }

  private static BigDecimal read(String text) {
    if (text.startsWith("-")) {
      throw new IllegalArgumentException(Words.quote(text) + " is negative");
    }
    Matcher matcher = SHAPE.matcher(text);
    if (!matcher.matches() || !FACTORS.containsKey(matcher.group(2))) {
      throw new IllegalArgumentException(
          Words.quote(text)
              + " is not a quantity: write a number and a unit, such as 500m, 4, 1.5 or 8Gi");
    }
    return new BigDecimal(matcher.group(1)).multiply(FACTORS.get(matcher.group(2)));
  }
}
