package dev.tenantry.local.providers.kubernetes;

import io.fabric8.kubernetes.api.model.Quantity;
import java.util.regex.Pattern;

/** Resource quantities: the API server stores {@code 1000m} as {@code 1}. */
final class Quantities {
  private static final Pattern QUANTITY =
      Pattern.compile(
          "[+-]?[0-9]{1,18}(\\.[0-9]{1,9})?([KMGTPE]i|[numkMGTPE]|[eE][+-]?[0-9]{1,2})?");

  private Quantities() {}

  /** True when the two values are equal or spell the same quantity. */
  static boolean same(Object a, Object b) {
    if (a.equals(b)) {
      return true;
    }
    boolean parses =
        QUANTITY.matcher(String.valueOf(a)).matches()
            && QUANTITY.matcher(String.valueOf(b)).matches();
    return parses && amount(a).compareTo(amount(b)) == 0;
  }

  private static java.math.BigDecimal amount(Object value) {
    return new Quantity(String.valueOf(value)).getNumericalAmount();
  }
}
