package dev.tenantry.cli;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Tokens of a month as bills write them: 1500000, 1.5M or 20G, in thousands of thousands. */
final class MonthlyTokens implements ITypeConverter<Long> {
  private static final Pattern FORM = Pattern.compile("([0-9]{1,15}(?:\\.[0-9]{1,6})?)([MG]?)");

  @Override
  public Long convert(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new TypeConversionException("write tokens as 1500000, 1.5M or 20G, not " + text);
    }
    BigDecimal unit =
        switch (form.group(2)) {
          case "M" -> BigDecimal.valueOf(1_000_000);
          case "G" -> BigDecimal.valueOf(1_000_000_000);
          default -> BigDecimal.ONE;
        };
    try {
      return new BigDecimal(form.group(1)).multiply(unit).longValueExact();
    } catch (ArithmeticException e) {
      throw new TypeConversionException("not a whole number of tokens: " + text);
    }
  }
}
