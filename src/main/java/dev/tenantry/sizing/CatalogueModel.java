package dev.tenantry.sizing;

import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;

/**
 * What of a model its memory depends on.
 *
 * @param name as users write it, such as {@code llama-3.3-70b}
 * @param title for people
 * @param parameters all of them: every expert of a mixture is resident
 * @param attentionHeads which tensor parallelism deals out evenly
 * @param layers in groups
 * @param contextTokens longest conversation that the model was made for
 * @param precisions in which checkpoints are served
 * @param checkpoints bytes of the published weights, where known
 * @param licence of the weights
 * @param provenance where this was read
 */
public record CatalogueModel(
    String name,
    String title,
    long parameters,
    int attentionHeads,
    List<LayerGroup> layers,
    int contextTokens,
    Set<Precision> precisions,
    SortedMap<Precision, Long> checkpoints,
    String licence,
    Provenance provenance) {

  /** Bytes of the weights; empty if nobody serves the model so, or nothing says how large. */
  public OptionalLong weightBytes(Precision precision) {
    if (!precisions.contains(precision)) {
      return OptionalLong.empty();
    }
    if (checkpoints.containsKey(precision)) {
      return OptionalLong.of(checkpoints.get(precision));
    }
    return precision.bytesPerParameter().stream()
        .mapToLong(bytes -> Math.round(parameters * bytes))
        .findFirst();
  }

  /** Whether every GPU gets as many KV heads as any other, by dealing them out or by copying. */
  boolean dealsOutKvHeads(int tensorParallel) {
    return layers.stream()
        .allMatch(
            group ->
                group.kvHeads() % tensorParallel == 0 || tensorParallel % group.kvHeads() == 0);
  }

  /**
   * Bytes that each further token takes in the KV cache, all GPUs together.
   *
   * @param tensorParallel number of GPUs; what cannot be dealt out is copied
   */
  public long bytesPerToken(KvPrecision kv, int tensorParallel) {
    return layers.stream()
        .mapToLong(group -> group.bytesPerToken(kv) * group.copies(tensorParallel))
        .sum();
  }

  /** Bytes that a conversation takes besides, however long, all GPUs together. */
  public long bytesPerConversation(KvPrecision kv, int contextTokens, int tensorParallel) {
    return layers.stream()
        .mapToLong(
            group -> group.bytesPerConversation(kv, contextTokens) * group.copies(tensorParallel))
        .sum();
  }
}
