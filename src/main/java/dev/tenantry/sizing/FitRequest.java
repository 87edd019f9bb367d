package dev.tenantry.sizing;

/**
 * What is to be held on which machine.
 *
 * @param model name in {@link ModelCatalogue}
 * @param precision of the weights
 * @param contextTokens longest conversation, question and answer together: {@code --max-model-len}
 * @param concurrency how many such conversations at once: {@code --max-num-seqs}
 * @param machine name in {@link MachineCatalogue}
 * @param tensorParallel how many GPUs of the machine hold one copy of the model
 * @param utilisation share of a GPU's memory that the server may take: {@code
 *     --gpu-memory-utilization}
 * @param kvPrecision of the KV cache
 */
public record FitRequest(
    String model,
    Precision precision,
    int contextTokens,
    int concurrency,
    String machine,
    int tensorParallel,
    double utilisation,
    KvPrecision kvPrecision) {
  /**
   * The share that vLLM took by default until 0.31; its newer 0.92 leaves too little for what else
   * runs on a GPU, so the server is told.
   */
  public static final double DEFAULT_UTILISATION = 0.90;

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException with one sentence saying what is wrong
   */
  public FitRequest {
    if (contextTokens < 1 || concurrency < 1 || tensorParallel < 1) {
      throw new IllegalArgumentException(
          "context, concurrency and tensor parallelism must be 1 or more");
    }
    if (!(utilisation > 0 && utilisation <= 1)) {
      throw new IllegalArgumentException("the utilisation must be above 0 and at most 1");
    }
  }

  /** With a KV cache of two bytes a value. */
  public FitRequest(
      String model,
      Precision precision,
      int contextTokens,
      int concurrency,
      String machine,
      int tensorParallel,
      double utilisation) {
    this(
        model,
        precision,
        contextTokens,
        concurrency,
        machine,
        tensorParallel,
        utilisation,
        KvPrecision.BF16);
  }

  /** The same on another machine. */
  public FitRequest on(String otherMachine, int gpus) {
    return new FitRequest(
        model, precision, contextTokens, concurrency, otherMachine, gpus, utilisation, kvPrecision);
  }

  /** KV tokens that must have room: every conversation at its longest. */
  public long neededTokens() {
    return (long) contextTokens * concurrency;
  }
}
