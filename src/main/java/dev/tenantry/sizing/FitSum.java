package dev.tenantry.sizing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The memory of a model on its GPUs, part by part. All sizes in bytes, over all its GPUs together.
 *
 * @param model that is held
 * @param machine that holds it
 * @param request what was asked
 * @param capacity memory of the GPUs
 * @param usable of that, what the server may take
 * @param weights of the model, all experts included
 * @param overhead activations, CUDA graphs, buffers to talk to each other
 * @param bytesPerToken in the KV cache, copies included
 * @param conversations what the conversations take besides, all of them
 */
public record FitSum(
    CatalogueModel model,
    GpuMachine machine,
    FitRequest request,
    long capacity,
    long usable,
    long weights,
    long overhead,
    long bytesPerToken,
    long conversations) {
  private static final double GIB = 1L << 30;
  private static final double KIB = 1L << 10;

  /** More GPUs than this wait for each other over PCIe; our judgement, not measured here. */
  private static final int PCIE_GPUS_MAX = 2;

  /** What is left for the KV cache; below zero if weights and overhead alone are too much. */
  public long left() {
    return usable - overhead - weights - conversations;
  }

  /** Tokens for which the KV cache has room. */
  public long kvTokens() {
    return Math.max(0, left() / bytesPerToken);
  }

  /** Bytes of the KV cache that was asked for. */
  public long neededKv() {
    return request.neededTokens() * bytesPerToken + conversations;
  }

  /** Bytes that lack; zero if none do. */
  public long missing() {
    return Math.max(0, request.neededTokens() * bytesPerToken - left());
  }

  /** Whether there is room for every conversation at its longest. */
  public boolean hasRoom() {
    return kvTokens() >= request.neededTokens();
  }

  /** The sum for people, a line each. */
  public List<String> lines() {
    int gpus = request.tensorParallel();
    List<String> lines = new ArrayList<>();
    lines.add(
        line("memory of the GPUs", capacity)
            + of("%d × %.1f GiB, %s", gpus, machine.accelerator().memoryGib(), machine.name()));
    lines.add(line("usable", usable) + of("at utilisation %.2f", request.utilisation()));
    lines.add(line("- overhead", overhead) + of("%d × 1.5 GiB + 2 %% of the memory", gpus));
    lines.add(line("- weights", weights) + "  " + weightsNote());
    if (conversations > 0) {
      lines.add(
          line("- windows and states", conversations)
              + of("%d conversations, however long", request.concurrency()));
    }
    lines.add(line("= left for the KV cache", left()));
    lines.add(
        String.format(Locale.ROOT, "%-24s %9.1f KiB", "  / KV per token", bytesPerToken / KIB)
            + "  "
            + kvNote());
    lines.add(tokens("= KV tokens", kvTokens()));
    lines.add(
        tokens("needed", request.neededTokens())
            + of("%d × %,d", request.concurrency(), request.contextTokens()));
    lines.addAll(notes());
    return List.copyOf(lines);
  }

  /** What the numbers alone do not say; may be none. */
  public List<String> notes() {
    List<String> notes = new ArrayList<>();
    Accelerator accelerator = machine.accelerator();
    if (request.precision() == Precision.FP8 && accelerator.fp8() == Fp8.WEIGHT_ONLY) {
      notes.add(
          "note: " + accelerator.title() + " holds FP8 weights but computes in 16 bits: no faster");
    }
    if (accelerator.link() == GpuLink.PCIE && request.tensorParallel() > PCIE_GPUS_MAX) {
      notes.add(
          "note: the "
              + request.tensorParallel()
              + " GPUs talk over PCIe: slow; prefer fewer and larger ones, or more replicas");
    }
    return notes;
  }

  private String weightsNote() {
    if (model.checkpoints().containsKey(request.precision())) {
      return "the published " + request.precision() + " checkpoint";
    }
    return String.format(
        Locale.ROOT,
        "%.2f billion parameters × %s bytes (%s)",
        model.parameters() / 1e9,
        request.precision().bytesPerParameter().orElse(0),
        request.precision());
  }

  private String kvNote() {
    List<String> groups = new ArrayList<>();
    for (LayerGroup group : model.layers()) {
      int copies = group.copies(request.tensorParallel());
      groups.add(group.describe() + (copies > 1 ? ", " + copies + " copies" : ""));
    }
    return String.join("; ", groups) + "; " + request.kvPrecision();
  }

  private static String line(String name, long bytes) {
    return String.format(Locale.ROOT, "%-24s %9.1f GiB", name, bytes / GIB);
  }

  private static String tokens(String name, long tokens) {
    return String.format(Locale.ROOT, "%-24s %,9d", name, tokens);
  }

  private static String of(String format, Object... values) {
    return "  " + String.format(Locale.ROOT, format, values);
  }
}
