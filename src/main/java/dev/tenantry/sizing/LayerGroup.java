package dev.tenantry.sizing;

/** Equal layers of a model, by what a token leaves behind in their KV cache. */
public sealed interface LayerGroup {
  /** How many layers; positive. */
  int count();

  /**
   * Bytes that each further token takes in all layers of the group, in one copy.
   *
   * @param kv of the cache
   */
  long bytesPerToken(KvPrecision kv);

  /**
   * Bytes that a conversation takes besides, in one copy, however long it gets.
   *
   * @param kv of the cache
   * @param contextTokens of the longest conversation
   */
  long bytesPerConversation(KvPrecision kv, int contextTokens);

  /**
   * Into how many copies tensor parallelism forces the cache: one per GPU beyond the KV heads that
   * can be dealt out.
   *
   * @param tensorParallel number of GPUs
   */
  int copies(int tensorParallel);

  /** Heads of the cache that GPUs can share out; 1 if every GPU needs it whole, or has none. */
  int kvHeads();

  /** For people, such as {@code 80 full}. */
  String describe();

  /** Layers that keep keys and values of every token. */
  record Full(int count, int kvHeads, int headDim) implements LayerGroup {
    @Override
    public long bytesPerToken(KvPrecision kv) {
      return keysAndValues(count, kvHeads, headDim, kv);
    }

    @Override
    public int copies(int tensorParallel) {
      return Math.max(1, tensorParallel / kvHeads);
    }

    @Override
    public long bytesPerConversation(KvPrecision kv, int contextTokens) {
      return 0;
    }

    @Override
    public String describe() {
      return count + " full (" + kvHeads + " × " + headDim + ")";
    }
  }

  /** Layers that keep keys and values of the last {@code window} tokens only. */
  record Sliding(int count, int kvHeads, int headDim, int window) implements LayerGroup {
    @Override
    public long bytesPerToken(KvPrecision kv) {
      return 0;
    }

    @Override
    public long bytesPerConversation(KvPrecision kv, int contextTokens) {
      return keysAndValues(count, kvHeads, headDim, kv) * Math.min(window, contextTokens);
    }

    @Override
    public int copies(int tensorParallel) {
      return Math.max(1, tensorParallel / kvHeads);
    }

    @Override
    public String describe() {
      return count + " sliding " + window + " (" + kvHeads + " × " + headDim + ")";
    }
  }

  /** Layers of multi-head latent attention: one vector a token, which every GPU needs whole. */
  record Latent(int count, int loraRank, int ropeDim) implements LayerGroup {
    @Override
    public long bytesPerToken(KvPrecision kv) {
      return (long) count * (loraRank + ropeDim) * kv.bytes();
    }

    @Override
    public int copies(int tensorParallel) {
      return tensorParallel;
    }

    @Override
    public long bytesPerConversation(KvPrecision kv, int contextTokens) {
      return 0;
    }

    @Override
    public int kvHeads() {
      return 1;
    }

    @Override
    public String describe() {
      return count + " mla (" + loraRank + " + " + ropeDim + ")";
    }
  }

  /**
   * Layers of linear attention: a state of fixed size instead of a cache.
   *
   * @param stateBytes of one layer, for one conversation; whatever the precision of the cache
   */
  record Linear(int count, int stateBytes) implements LayerGroup {
    @Override
    public long bytesPerToken(KvPrecision kv) {
      return 0;
    }

    @Override
    public long bytesPerConversation(KvPrecision kv, int contextTokens) {
      return (long) count * stateBytes;
    }

    @Override
    public int copies(int tensorParallel) {
      return 1;
    }

    @Override
    public int kvHeads() {
      return 1;
    }

    @Override
    public String describe() {
      return count + " linear (" + stateBytes + " B of state)";
    }
  }

  private static long keysAndValues(int count, int kvHeads, int headDim, KvPrecision kv) {
    return 2L * count * kvHeads * headDim * kv.bytes();
  }
}
