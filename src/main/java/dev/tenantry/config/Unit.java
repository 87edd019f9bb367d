package dev.tenantry.config;

import java.math.BigDecimal;

/** What a {@link Quantity} counts, and which amounts of it make sense. */
public enum Unit {
  /** No quantity. */
  NONE {
    @Override
    public String problem(Quantity quantity) {
      return "";
    }
  },
  /** CPU cores, in steps of a thousandth. */
  CORES {
    @Override
    public String problem(Quantity quantity) {
      boolean whole = quantity.amount().movePointRight(3).stripTrailingZeros().scale() <= 0;
      return whole ? "" : quantity + " cores is finer than 1m, the smallest step of cpu";
    }
  },
  /** Bytes. */
  BYTES {
    @Override
    public String problem(Quantity quantity) {
      // `512m` is half a byte and `8` is eight bytes: Kubernetes accepts both, nobody means them.
      if (quantity.amount().compareTo(LEAST_BYTES) >= 0) {
        return "";
      }
      return quantity + " is less than 1Mi: write the unit, such as 512Mi or 8Gi";
    }
  };

  private static final BigDecimal LEAST_BYTES = BigDecimal.valueOf(1L << 20);

  /** Returns one sentence about what is wrong with {@code quantity}, or an empty text. */
  public abstract String problem(Quantity quantity);
}
