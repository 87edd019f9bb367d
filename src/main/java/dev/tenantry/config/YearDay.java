package dev.tenantry.config;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * A day of every year.
 *
 * @param value {@code MM-DD}, a day from 1 to 28
 */
public record YearDay(String value) implements Comparable<YearDay> {
  /** As a JSON Schema pattern; every month has its first 28 days. */
  public static final String PATTERN = "^(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])$";

  /** A leap year, so that a length is never more than it says. */
  private static final String YEAR = "2028-";

  /**
   * Checks the text.
   *
   * @throws IllegalArgumentException with one sentence saying what is wrong
   */
  public YearDay {
    if (!value.matches(PATTERN)) {
      throw new IllegalArgumentException(
          Words.quote(value)
              + " is not a day of the year: write \"MM-DD\" in quotes, with a day from 1 to 28");
    }
  }

  /** As the constructor. */
  public static YearDay parse(String text) {
    return new YearDay(text);
  }

  /** Days from this one to {@code other}, both counted; over the turn of the year if need be. */
  public long daysTo(YearDay other) {
    LocalDate from = LocalDate.parse(YEAR + value);
    LocalDate to = LocalDate.parse(YEAR + other.value);
    LocalDate end = to.isBefore(from) ? to.plusYears(1) : to;
    return ChronoUnit.DAYS.between(from, end) + 1;
  }

  @Override
  public int compareTo(YearDay other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
