package dev.tenantry.sizing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Percentage.withPercentage;

import dev.tenantry.sizing.FitAnswer.DoesNotFit;
import dev.tenantry.sizing.FitAnswer.Fits;
import dev.tenantry.sizing.FitAnswer.Unknown;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The arithmetic by hand: every expected figure is a literal, worked out in the comment above. */
class GpuFitTest {
  /** 4 conversations of 32k tokens: 131,072 KV tokens. */
  private static final int CONTEXT = 32_768;

  private static final int CONCURRENCY = 4;

  // Sizes in GiB; usable = GPUs × memory × 0.90; overhead = GPUs × (1.5 + 0.02 × memory).
  // llama-8b  bf16 g2-24    39.6 - 3.88 - 14.9576 = 20.7624 / 128 KiB            = 170,086
  // mistral   bf16 g2-48    79.2 - 7.76 - 43.9070 = 27.5330 / 160 KiB            = 180,440
  // qwen3-30b fp8  g4-48    85.5 - 3.40 - 29.0039 = 53.0961 /  96 KiB            = 579,941
  // qwen3-32b fp8  g2-48    79.2 - 7.76 - 31.1222 = 40.3178 / 256 KiB            = 165,142
  // llama-70b fp8  a3-2g   143.28 - 6.184 - 67.0224 = 70.0736 / 320 KiB          = 229,617
  // qwen3-235 fp8  a3-4g   286.56 - 12.368 - 223.3268 = 50.8652 / 188 KiB        = 283,699
  // llama-405 fp8  h200×8 1006.56 - 34.368 - 385.5401 = 586.6519 / 504 KiB       = 1,220,533
  // oss-20b mxfp4  g2-12    19.8 - 1.94 - 12.8162 - 4 × 3 MiB = 5.0321 / 24 KiB  = 219,854
  // oss-120b mxfp4 a3-1g    71.64 - 3.092 - 60.7676 - 4 × 4.5 MiB = 7.7628 / 36 KiB = 226,107
  // deepseek  fp8  h200×8 1006.56 - 34.368 - 637.4387 = 334.7513 / (68.625 KiB × 8) = 639,366
  // gemma-4   bf16 g4-48    85.5 - 3.40 - 48.0581 - 4 × 200 MiB = 33.2607 / 20 KiB  = 1,743,813
  // qwen3.5   bf16 g4-48    85.5 - 3.40 - 50.9551 - 4 × 0.143372 = 30.5714 / 64 KiB = 500,882
  @ParameterizedTest(name = "{0} {1} on {2}: {4}")
  @CsvSource({
    "llama-3.1-8b,      BF16,  g2-standard-24, 2, 170086",
    "mistral-small-24b, BF16,  g2-standard-48, 4, 180440",
    "qwen3-30b-a3b,     FP8,   g4-standard-48, 1, 579941",
    "qwen3-32b,         FP8,   g2-standard-48, 4, 165142",
    "llama-3.3-70b,     FP8,   a3-highgpu-2g,  2, 229617",
    "qwen3-235b-a22b,   FP8,   a3-highgpu-4g,  4, 283699",
    "llama-3.1-405b,    FP8,   a3-ultragpu-8g, 8, 1220533",
    "gpt-oss-20b,       MXFP4, g2-standard-12, 1, 219854",
    "gpt-oss-120b,      MXFP4, a3-highgpu-1g,  1, 226107",
    "deepseek-v3,       FP8,   a3-ultragpu-8g, 8, 639366",
    "gemma-4-26b-a4b,   BF16,  g4-standard-48, 1, 1743813",
    "qwen3.5-27b,       BF16,  g4-standard-48, 1, 500882",
  })
  void aModelFitsWithTheTokensWorkedOutByHand(
      String model, Precision precision, String machine, int gpus, long byHand) {
    // Four decimals of a GiB by hand leave an error of about 1 in 10,000.
    assertThat(fits(model, precision, machine, gpus).kvTokens())
        .isCloseTo(byHand, withPercentage(0.01));
  }

  // The same sums where weights or cache are too much; what lacks in GiB.
  // llama-8b  fp8  g2-12   131072 × 128 KiB = 16     - (19.8 - 1.94 - 7.6283)      = 5.8
  // mistral   bf16 g2-24   131072 × 160 KiB = 20     - (39.6 - 3.88 - 43.9070)     = 28.2
  // qwen3-30b bf16 g2-24   131072 × 96 KiB = 12      - (39.6 - 3.88 - 56.8705)     = 33.2
  // qwen3-32b bf16 g4-48   131072 × 256 KiB = 32     - (85.5 - 3.4 - 61.0242)      = 10.9
  // llama-70b bf16 h200×1  131072 × 320 KiB = 40     - (125.82 - 4.296 - 131.4166) = 49.9
  // qwen3-235 bf16 h100×4  131072 × 188 KiB = 23.5   - (286.56 - 12.368 - 437.8960) = 187.2
  // llama-405 bf16 h100×8  131072 × 504 KiB = 63     - (573.12 - 24.736 - 755.9758) = 270.6
  // oss-120b       l4×2    131072 × 36 KiB = 4.5     - (39.6 - 3.88 - 60.7676 - 0.0176) = 29.6
  // deepseek  fp8  h100×8  131072 × 549 KiB = 68.625 - (573.12 - 24.736 - 637.4387) = 157.7
  // gemma-4   bf16 l4×2    131072 × 20 KiB = 2.5     - (39.6 - 3.88 - 48.0581 - 0.78125) = 15.6
  // qwen3.5   bf16 l4×2    131072 × 64 KiB = 8       - (39.6 - 3.88 - 50.9551 - 0.5735) = 23.8
  @ParameterizedTest(name = "{0} {1} on {2} lacks {4} GiB")
  @CsvSource({
    "llama-3.1-8b,      FP8,   g2-standard-12, 1,   5.8",
    "mistral-small-24b, BF16,  g2-standard-24, 2,  28.2",
    "qwen3-30b-a3b,     BF16,  g2-standard-24, 2,  33.2",
    "qwen3-32b,         BF16,  g4-standard-48, 1,  10.9",
    "llama-3.3-70b,     BF16,  a3-ultragpu-8g, 1,  49.9",
    "qwen3-235b-a22b,   BF16,  a3-highgpu-4g,  4, 187.2",
    "llama-3.1-405b,    BF16,  a3-highgpu-8g,  8, 270.6",
    "gpt-oss-120b,      MXFP4, g2-standard-24, 2,  29.6",
    "deepseek-v3,       FP8,   a3-highgpu-8g,  8, 157.7",
    "gemma-4-26b-a4b,   BF16,  g2-standard-24, 2,  15.6",
    "qwen3.5-27b,       BF16,  g2-standard-24, 2,  23.8",
  })
  void aModelThatDoesNotFitLacksWhatWasWorkedOutByHand(
      String model, Precision precision, String machine, int gpus, String gibByHand) {
    DoesNotFit answer = doesNotFit(request(model, precision, machine, gpus));
    assertThat(answer.reason()).startsWith(gibByHand + " GiB lack: there is room for ");
    assertThat(answer.smallest()).isPresent();
  }

  // 19.8 - 1.94 - 12.8162 = 5.0438 GiB; 256 × 3 MiB of windows leave 4.2938 GiB / 24 KiB.
  @Test
  void windowsOfSlidingLayersCountForEveryConversation() {
    FitRequest many =
        new FitRequest("gpt-oss-20b", Precision.MXFP4, 512, 256, "g2-standard-12", 1, 0.90);
    assertThat(((Fits) GpuFit.check(many)).kvTokens()).isCloseTo(187_596L, withPercentage(0.01));
  }

  // 4 KV heads on 8 GPUs: two copies. 684 - 27.2 - 437.8960 = 218.9040 GiB / 376 KiB.
  @Test
  void kvHeadsAreCopiedWhereThereAreMoreGpus() {
    Fits answer = fits("qwen3-235b-a22b", Precision.BF16, "g4-standard-384", 8);
    assertThat(answer.sum().bytesPerToken()).isEqualTo(376 * 1024);
    assertThat(answer.kvTokens()).isCloseTo(610_472L, withPercentage(0.01));
  }

  // 61 × (512 + 64) × 2 = 70,272 bytes, on each of 8 GPUs.
  @Test
  void aLatentIsCopiedToEveryGpu() {
    Fits answer = fits("deepseek-v3", Precision.FP8, "a3-ultragpu-8g", 8);
    assertThat(answer.sum().bytesPerToken()).isEqualTo(562_176);
  }

  // Half the bytes a token: 70.0736 GiB / 160 KiB.
  @Test
  void aCacheOfOneByteHoldsTwice() {
    FitRequest request =
        new FitRequest(
            "llama-3.3-70b",
            Precision.FP8,
            CONTEXT,
            CONCURRENCY,
            "a3-highgpu-2g",
            2,
            0.90,
            KvPrecision.FP8);
    assertThat(((Fits) GpuFit.check(request)).kvTokens()).isCloseTo(459_234L, withPercentage(0.01));
  }

  // The rule of thumb: 70 billion parameters are 140, 70 and 35 GB. With scales and what stays in
  // 16 bits, the last two are 72 and 40 GB.
  @Test
  void weightsOfSeventyBillionParameters() {
    CatalogueModel model = ModelCatalogue.standard().find("llama-3.3-70b").orElseThrow();
    assertThat(model.weightBytes(Precision.BF16)).hasValue(141_107_412_992L);
    assertThat(model.weightBytes(Precision.FP8).orElseThrow() / 1e9).isBetween(70.0, 72.0);
    assertThat(model.weightBytes(Precision.INT4).orElseThrow() / 1e9).isBetween(35.0, 40.0);
  }

  // "10 to 40 GB in production": 320 KiB a token are 10.7 GB for one conversation of 32k tokens,
  // and 42.9 GB for four.
  @Test
  void cacheOfSeventyBillionParameters() {
    Fits one =
        fits(new FitRequest("llama-3.3-70b", Precision.FP8, CONTEXT, 1, "a3-highgpu-2g", 2, 0.9));
    assertThat(one.sum().neededKv()).isEqualTo(10_737_418_240L);
    Fits four = fits("llama-3.3-70b", Precision.FP8, "a3-highgpu-2g", 2);
    assertThat(four.sum().neededKv()).isEqualTo(42_949_672_960L);
  }

  // "70B at BF16 fits on a single H200 for low concurrency": by 141 GB against 141 GB, yes. What a
  // server can take is less: at 0.90 nothing is left, and only at 0.98 is there room for a little.
  // 139.8 × 0.98 - 4.296 - 131.4166 = 1.2914 GiB / 320 KiB = 4,231 tokens.
  @Test
  void seventyBillionParametersInSixteenBitsOnOneH200() {
    FitRequest usual =
        new FitRequest("llama-3.3-70b", Precision.BF16, 4096, 1, "a3-ultragpu-8g", 1, 0.90);
    FitRequest daring =
        new FitRequest("llama-3.3-70b", Precision.BF16, 4096, 1, "a3-ultragpu-8g", 1, 0.98);
    assertThat(GpuFit.check(usual)).isInstanceOf(DoesNotFit.class);
    assertThat(((Fits) GpuFit.check(daring)).kvTokens()).isCloseTo(4_231L, withPercentage(0.1));
    assertThat(
            GpuFit.check(
                new FitRequest(
                    "llama-3.3-70b", Precision.BF16, 4096, 2, "a3-ultragpu-8g", 1, 0.98)))
        .isInstanceOf(DoesNotFit.class);
  }

  // "Production batch sizes need 2 × H100" holds in FP8; in BF16 even two hold no token:
  // 143.28 - 6.184 - 131.4166 = 5.6794 GiB are 18,610 tokens, less than one conversation of 32k.
  @Test
  void seventyBillionParametersOnTwoH100() {
    assertThat(fits("llama-3.3-70b", Precision.FP8, "a3-highgpu-2g", 2).kvTokens())
        .isGreaterThan(131_072);
    DoesNotFit sixteenBits =
        doesNotFit(request("llama-3.3-70b", Precision.BF16, "a3-highgpu-2g", 2));
    assertThat(sixteenBits.sum().kvTokens()).isCloseTo(18_610L, withPercentage(0.1));
  }

  @Test
  void gpusMustDivideTheHeadsAndBeInOneNode() {
    assertThat(doesNotFit(request("qwen3.5-27b", Precision.INT4, "a3-highgpu-8g", 5)).reason())
        .isEqualTo("tensor parallelism must be 1, 2, 4 or 8, not 5");
    assertThat(doesNotFit(request("llama-3.1-8b", Precision.INT4, "a3-highgpu-2g", 4)).reason())
        .isEqualTo("tensor parallelism 4 needs as many GPUs in one node; a3-highgpu-2g has 2");
    CatalogueModel odd = Rows.model("attentionHeads: 32", "attentionHeads: 36");
    GpuMachine machine = MachineCatalogue.standard().find("a3-highgpu-8g").orElseThrow();
    FitRequest request = request(odd.name(), Precision.BF16, machine.name(), 8);
    assertThat(((DoesNotFit) GpuFit.check(odd, machine, request, any -> true)).reason())
        .isEqualTo("the 36 attention heads of Some model cannot be dealt out to 8 GPUs");
    CatalogueModel six = Rows.model("kvHeads: 8", "kvHeads: 6");
    assertThat(((DoesNotFit) GpuFit.check(six, machine, request, any -> true)).reason())
        .isEqualTo(
            "the KV heads of Some model can neither be dealt out to 8 GPUs nor copied evenly");
  }

  @Test
  void aConversationLongerThanTheModelsDoesNotFitAnywhere() {
    DoesNotFit answer =
        doesNotFit(
            new FitRequest("mistral-small-24b", Precision.FP8, 32_769, 1, "a3-highgpu-8g", 8, 0.9));
    assertThat(answer.reason())
        .isEqualTo("Mistral Small 24B (2501) was made for 32,768 tokens at most");
    assertThat(answer.smallest()).isEmpty();
  }

  @Test
  void whatTheCatalogueDoesNotKnowIsUnknown() {
    assertThat(GpuFit.check(request("llama-9", Precision.FP8, "a3-highgpu-2g", 2)))
        .isEqualTo(new Unknown("model llama-9 is not in the catalogue"));
    assertThat(GpuFit.check(request("llama-3.1-8b", Precision.FP8, "a9-2g", 2)))
        .isEqualTo(new Unknown("machine type a9-2g is not in the catalogue"));
    assertThat(GpuFit.check(request("gpt-oss-20b", Precision.FP8, "a3-highgpu-2g", 2)))
        .isEqualTo(
            new Unknown("gpt-oss 20B is not known to be served in fp8; the catalogue has [mxfp4]"));
    assertThat(GpuFit.check(request("llama-3.1-8b", Precision.MXFP4, "a3-highgpu-2g", 2)))
        .isInstanceOf(Unknown.class);
  }

  @Test
  void numbersOutOfRangeAreRefused() {
    assertThatThrownBy(() -> new FitRequest("m", Precision.FP8, 0, 1, "g", 1, 0.9))
        .hasMessage("context, concurrency and tensor parallelism must be 1 or more");
    for (double wrong : new double[] {0, -0.1, 1.01, Double.NaN}) {
      assertThatThrownBy(() -> new FitRequest("m", Precision.FP8, 1, 1, "g", 1, wrong))
          .hasMessage("the utilisation must be above 0 and at most 1");
    }
  }

  @Test
  void theSumIsToldLineByLine() {
    assertThat(fits("deepseek-v3", Precision.FP8, "a3-ultragpu-8g", 8).sum().lines())
        .containsExactly(
            "memory of the GPUs          1118.4 GiB  8 × 139.8 GiB, a3-ultragpu-8g",
            "usable                      1006.6 GiB  at utilisation 0.90",
            "- overhead                    34.4 GiB  8 × 1.5 GiB + 2 % of the memory",
            "- weights                    637.4 GiB  671.03 billion parameters × 1.02 bytes (fp8)",
            "= left for the KV cache      334.8 GiB",
            "  / KV per token             549.0 KiB  61 mla (512 + 64), 8 copies; bf16",
            "= KV tokens                639,366",
            "needed                     131,072  4 × 32,768");
  }

  @Test
  void slowWaysAreNoted() {
    assertThat(fits("llama-3.1-8b", Precision.FP8, "a2-highgpu-1g", 1).sum().notes())
        .containsExactly(
            "note: NVIDIA A100 40 GB holds FP8 weights but computes in 16 bits: no faster");
    assertThat(fits("llama-3.3-70b", Precision.FP8, "g2-standard-96", 8).sum().notes())
        .containsExactly(
            "note: the 8 GPUs talk over PCIe: slow; prefer fewer and larger ones,"
                + " or more replicas");
    assertThat(fits("llama-3.3-70b", Precision.FP8, "a3-highgpu-4g", 4).sum().notes()).isEmpty();
    assertThat(fits("llama-3.3-70b", Precision.FP8, "g4-standard-96", 2).sum().notes()).isEmpty();
  }

  private static FitRequest request(String model, Precision precision, String machine, int gpus) {
    return new FitRequest(model, precision, CONTEXT, CONCURRENCY, machine, gpus, 0.90);
  }

  private static Fits fits(String model, Precision precision, String machine, int gpus) {
    return fits(request(model, precision, machine, gpus));
  }

  private static Fits fits(FitRequest request) {
    FitAnswer answer = GpuFit.check(request);
    assertThat(answer).isInstanceOf(Fits.class);
    return (Fits) answer;
  }

  private static DoesNotFit doesNotFit(FitRequest request) {
    FitAnswer answer = GpuFit.check(request);
    assertThat(answer).isInstanceOf(DoesNotFit.class);
    return (DoesNotFit) answer;
  }
}
