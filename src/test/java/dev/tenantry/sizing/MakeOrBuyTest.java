package dev.tenantry.sizing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import dev.tenantry.sizing.MakeOrBuy.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MakeOrBuyTest {
  /** One H100 at list price in us-central1, in August 2026. */
  private static final double H100 = 11.06;

  private static final ApiPrice API = api(1.0, 0.1, 4.0);

  // 2 G × $1 + 5 G × $0.10 + 0.5 G × $4 per million = 2,000 + 500 + 2,000.
  @Test
  void theBillIsAddedUp() {
    Tokens tokens = new Tokens(2_000_000_000L, 5_000_000_000L, 500_000_000L);
    assertThat(API.of(tokens)).isCloseTo(4_500, offset(0.001));
    assertThat(of(tokens, 1, 5000, 0).blended() * 1e6).isCloseTo(0.6, offset(1e-9));
  }

  // $11.06 × 730 h = $8,073.80 for one H100, all month; with two and $20,000 of operations
  // 36,147.60.
  @Test
  void ownMachinesAreAddedUp() {
    Tokens tokens = new Tokens(1, 0, 0);
    assertThat(of(tokens, 1, 5000, 0).make()).isCloseTo(8_073.80, offset(0.01));
    assertThat(of(tokens, 2, 5000, 20_000).make()).isCloseTo(36_147.60, offset(0.01));
  }

  // By the formula: $11.06 / (3600 s × 5,000 tokens/s × $0.60 a million) = 1.0241: never.
  // At 10,000 tokens/s: 0.5120. 10,000 × 3600 × 730 = 26.28 G tokens a month, of which 7.5 G are
  // 0.2854.
  @Test
  void theBreakEvenIsThatOfTheFormula() {
    Tokens tokens = new Tokens(2_000_000_000L, 5_000_000_000L, 500_000_000L);
    assertThat(of(tokens, 1, 5_000, 0).breakEven()).isCloseTo(1.0241, offset(0.0001));
    assertThat(of(tokens, 1, 5_000, 0).verdict()).isEqualTo(Verdict.BUY_ALWAYS);
    MakeOrBuy fast = of(tokens, 1, 10_000, 0);
    assertThat(fast.breakEven()).isCloseTo(0.5120, offset(0.0001));
    assertThat(fast.utilisation()).isCloseTo(0.2854, offset(0.0001));
    assertThat(fast.verdict()).isEqualTo(Verdict.BUY);
  }

  // Three times the tokens are 0.8562 of the machine: more than 1.3 × 0.5120 = 0.6657.
  // Twice are 0.5708: more than the break-even, less than the margin asks.
  @Test
  void ownMachinesMustWinByAMargin() {
    assertThat(of(tokens(3), 1, 10_000, 0).verdict()).isEqualTo(Verdict.MAKE);
    assertThat(of(tokens(2), 1, 10_000, 0).verdict()).isEqualTo(Verdict.BUY);
    assertThat(of(tokens(3), 1, 10_000, 10_000).verdict()).isEqualTo(Verdict.BUY_ALWAYS);
  }

  @Test
  void tooFewMachinesAreNoComparison() {
    assertThat(of(tokens(4), 1, 10_000, 0).verdict()).isEqualTo(Verdict.TOO_FEW_MACHINES);
    assertThat(of(tokens(4), 2, 10_000, 0).verdict()).isEqualTo(Verdict.BUY);
  }

  // 26.28 G / 1.3 = 20.215 G tokens a month are what one machine is counted on for.
  @Test
  void asManyMachinesAsTheTokensNeed() {
    assertThat(MakeOrBuy.machinesFor(new Tokens(1, 0, 0), 10_000)).isEqualTo(1);
    assertThat(MakeOrBuy.machinesFor(new Tokens(20_215_000_000L, 0, 0), 10_000)).isEqualTo(1);
    assertThat(MakeOrBuy.machinesFor(new Tokens(20_216_000_000L, 0, 0), 10_000)).isEqualTo(2);
  }

  // The rule of thumb says that own GPUs pay off from 8 to 12 H100 on. By list price that is a bill
  // of
  // 8 × 8,073.80 = $64,590 to 12 × 8,073.80 = $96,886 a month for GPUs alone.
  @ParameterizedTest
  @CsvSource({"64590, 8.0", "80738, 10.0", "96886, 12.0"})
  void theRuleOfThumbInDollars(long bill, double machines) {
    // At $1 a million, as many million tokens as dollars.
    MakeOrBuy comparison = of(new Tokens(bill * 1_000_000, 0, 0), 1, 5_000, 0);
    assertThat(comparison.machinesOfTheBill()).isCloseTo(machines, offset(0.001));
  }

  // With two people who run the GPUs ($25,000 a month), and GPUs that serve just what the API would
  // sell for their price (5,000 tokens/s at $0.6145 a million), own machines lose at any size. At a
  // third more throughput they save a quarter of the GPUs: people are paid for from 12.4 H100 on:
  // a bill of n × 8,073.80 against 0.75 × n × 8,073.80 + 25,000, equal at n = 12.39.
  @Test
  void savedGpusPayForPeopleOnlyFromManyOn() {
    double perMillion = H100 / (3600 * 5_000) * 1e6;
    for (int gpus = 4; gpus <= 40; gpus += 4) {
      assertThat(bill(gpus, perMillion, gpus, 5_000).make())
          .isGreaterThan(bill(gpus, perMillion, gpus, 5_000).buy());
    }
    MakeOrBuy below = bill(12, perMillion, 9, 5_000 / 0.75);
    assertThat(below.make()).isGreaterThan(below.buy());
    MakeOrBuy above = bill(16, perMillion, 12, 5_000 / 0.75);
    assertThat(above.make()).isLessThan(above.buy());
  }

  @Test
  void theComparisonIsToldLineByLine() {
    assertThat(of(tokens(3), 1, 10_000, 0).lines())
        .containsExactly(
            "buy          $    13,500 a month: 6,000,000,000 in, 15,000,000,000 cached,"
                + " 1,500,000,000 out",
            "make         $     8,074 a month: 1 × $11.06 × 730 h + $0 operations",
            "utilisation          86 % of 10,000 tokens/s measured, per machine",
            "break-even           51 %; worth it from 67 %",
            "the API's bill is that of 1.7 such machines",
            "make: own machines cost less");
  }

  @Test
  void numbersOutOfRangeAreRefused() {
    assertThatThrownBy(() -> new Tokens(-1, 2, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Tokens(0, 0, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> of(tokens(1), 0, 1, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> of(tokens(1), 1, 0, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> of(tokens(1), 1, Double.NaN, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> of(tokens(1), 1, 1, -1)).isInstanceOf(IllegalArgumentException.class);
  }

  private static MakeOrBuy bill(int ofGpus, double perMillion, int machines, double perSecond) {
    long tokens = (long) (ofGpus * 5_000.0 * 3600 * 730);
    return new MakeOrBuy(
        api(perMillion, perMillion, perMillion),
        new Tokens(tokens, 0, 0),
        H100,
        perSecond,
        machines,
        25_000);
  }

  private static Tokens tokens(long times) {
    return new Tokens(times * 2_000_000_000L, times * 5_000_000_000L, times * 500_000_000L);
  }

  private static MakeOrBuy of(Tokens tokens, int machines, double perSecond, double operations) {
    return new MakeOrBuy(API, tokens, H100, perSecond, machines, operations);
  }

  private static ApiPrice api(double input, double cached, double output) {
    Provenance nowhere =
        new Provenance("a test", java.time.LocalDate.EPOCH, new java.util.TreeSet<>());
    return new ApiPrice("some", "Some API", input, cached, output, nowhere);
  }
}
