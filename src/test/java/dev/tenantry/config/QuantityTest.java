package dev.tenantry.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantityTest {
  @ParameterizedTest
  @CsvSource({
    "4, 4",
    "500m, 0.5",
    "1.5, 1.5",
    "1.5Gi, 1610612736",
    "8Gi, 8589934592",
    "1k, 1000",
    "0, 0",
    "9223372036854775807, 9223372036854775807",
    "1E, 1000000000000000000"
  })
  void aQuantityCountsExactly(String text, String amount) {
    assertThat(Quantity.parse(text).amount()).isEqualByComparingTo(amount);
    assertThat(Quantity.parse(text)).hasToString(text);
    assertThat(text).matches(Quantity.PATTERN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-1",
        "-1Gi",
        "1e400",
        "1e3",
        "1e999999999",
        "+1",
        ".5",
        "5.",
        "1,5",
        "1 Gi",
        "1gi",
        "1Gib",
        "1u",
        "1n",
        "Gi",
        "0x10",
        "1_000",
        "١",
        "NaN",
        "inf"
      })
  void aQuantityIsNotWritten(String text) {
    assertThatThrownBy(() -> Quantity.parse(text)).isInstanceOf(IllegalArgumentException.class);
    assertThat(text).doesNotMatch(Quantity.PATTERN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"9223372036854775808", "8Ei", "10E", "99999999999999999999"})
  void aQuantityFitsInto64Bits(String text) {
    assertThatThrownBy(() -> Quantity.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void quantitiesCompareByAmountNotByText() {
    assertThat(Quantity.parse("1024Mi")).isEqualByComparingTo(Quantity.parse("1Gi"));
    assertThat(Quantity.parse("1.001")).isGreaterThan(Quantity.parse("1"));
    assertThat(Quantity.parse("999m")).isLessThan(Quantity.parse("1"));
  }

  @ParameterizedTest
  @CsvSource({
    "CORES, 1m, ok", "CORES, 0.0005, bad", "CORES, 1.5m, bad", "CORES, 2.500, ok",
    "BYTES, 512m, bad", "BYTES, 8, bad", "BYTES, 1Mi, ok", "BYTES, 8Gi, ok"
  })
  void aUnitKnowsWhichAmountsNobodyMeans(Unit unit, String text, String verdict) {
    assertThat(unit.problem(Quantity.parse(text)).isEmpty()).isEqualTo(verdict.equals("ok"));
  }

  // The API server answers in its own spelling; another one in our files would look like drift.
  @ParameterizedTest
  @CsvSource({
    "4, 4",
    "4000m, 4",
    "500m, 500m",
    "0.5, 500m",
    "1.5, 1500m",
    "0.001, 1m",
    "8Gi, 8Gi",
    "8192Mi, 8Gi",
    "1.5Gi, 1536Mi",
    "0.5Gi, 512Mi",
    "1024Gi, 1Ti",
    "1000, 1k",
    "1500, 1500",
    "20000, 20k",
    "1G, 1G",
    "1000M, 1G",
    "1.5G, 1500M",
    "0, 0",
    "0Gi, 0",
  })
  void aQuantityHasTheSpellingOfTheApiServer(String written, String canonical) {
    assertThat(Quantity.parse(written).canonical()).isEqualTo(canonical);
  }
}
