package dev.tenantry.sizing;

import dev.tenantry.sizing.FitAnswer.DoesNotFit;
import dev.tenantry.sizing.FitAnswer.Fits;
import dev.tenantry.sizing.FitAnswer.Unknown;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Adds up what a model takes on its GPUs.
 *
 * <pre>
 * kvTokens = (GPUs × memory × utilisation − overhead − weights − conversations)
 *            / (KV per token × copies)
 * fits    ⇔  kvTokens ≥ context × concurrency, GPUs in {1, 2, 4, 8} of one node,
 *            and they divide the attention heads; KV heads are dealt out, or copied, evenly
 * </pre>
 *
 * <p>The sum is the project's own and was not measured on hardware: it is meant to refuse what
 * cannot work before a GPU is paid for, not to replace the first start of a server.
 */
public final class GpuFit {
  /** GPUs that may share a model: those of one node; powers of two, which divide heads evenly. */
  public static final Set<Integer> TENSOR_PARALLEL = Set.of(1, 2, 4, 8);

  private static final long GIB = 1L << 30;

  /** Per GPU: activations, CUDA graphs and NCCL. Our assumption of 2026-08, not measured. */
  private static final long OVERHEAD_BYTES = GIB * 3 / 2;

  /** Of a GPU's memory, besides: what fragments. Our assumption of 2026-08, not measured. */
  private static final double OVERHEAD_SHARE = 0.02;

  private GpuFit() {}

  /** Whether it fits; if not, the smallest machine of the whole catalogue that would do. */
  public static FitAnswer check(FitRequest request) {
    return check(request, machine -> true);
  }

  /**
   * Whether it fits.
   *
   * @param allowed which machines may be proposed instead, such as those of some regions
   */
  public static FitAnswer check(FitRequest request, Predicate<GpuMachine> allowed) {
    Optional<CatalogueModel> model = ModelCatalogue.standard().find(request.model());
    if (model.isEmpty()) {
      return new Unknown("model " + request.model() + " is not in the catalogue");
    }
    Optional<GpuMachine> machine = MachineCatalogue.standard().find(request.machine());
    if (machine.isEmpty()) {
      return new Unknown("machine type " + request.machine() + " is not in the catalogue");
    }
    return check(model.get(), machine.get(), request, allowed);
  }

  /** As {@link #check(FitRequest, Predicate)}, of rows that need not be in the catalogue. */
  static FitAnswer check(
      CatalogueModel model, GpuMachine machine, FitRequest request, Predicate<GpuMachine> allowed) {
    OptionalLong weights = model.weightBytes(request.precision());
    if (weights.isEmpty()) {
      return new Unknown(
          model.title()
              + " is not known to be served in "
              + request.precision()
              + "; the catalogue has "
              + model.precisions());
    }
    FitSum sum = sum(model, machine, request, weights.getAsLong());
    Optional<String> obstacle = obstacle(sum);
    if (obstacle.isEmpty()) {
      return new Fits(sum, sum.kvTokens());
    }
    return new DoesNotFit(
        sum, obstacle.get(), SmallestMachine.find(model, request, allowed, region -> true));
  }

  /** Whether it fits, without looking for another machine. */
  static boolean fits(CatalogueModel model, GpuMachine machine, FitRequest request) {
    OptionalLong weights = model.weightBytes(request.precision());
    return weights.isPresent()
        && obstacle(sum(model, machine, request, weights.getAsLong())).isEmpty();
  }

  private static FitSum sum(
      CatalogueModel model, GpuMachine machine, FitRequest request, long weights) {
    int gpus = request.tensorParallel();
    long capacity = gpus * Math.round(machine.accelerator().memoryGib() * GIB);
    KvPrecision kv = request.kvPrecision();
    return new FitSum(
        model,
        machine,
        request,
        capacity,
        (long) (capacity * request.utilisation()),
        weights,
        gpus * OVERHEAD_BYTES + (long) (capacity * OVERHEAD_SHARE),
        model.bytesPerToken(kv, gpus),
        request.concurrency() * model.bytesPerConversation(kv, request.contextTokens(), gpus));
  }

  private static Optional<String> obstacle(FitSum sum) {
    CatalogueModel model = sum.model();
    int gpus = sum.request().tensorParallel();
    if (sum.request().contextTokens() > model.contextTokens()) {
      return told("%s was made for %,d tokens at most", model.title(), model.contextTokens());
    }
    if (!TENSOR_PARALLEL.contains(gpus)) {
      return told("tensor parallelism must be 1, 2, 4 or 8, not %d", gpus);
    }
    if (gpus > sum.machine().gpus()) {
      return told(
          "tensor parallelism %d needs as many GPUs in one node; %s has %d",
          gpus, sum.machine().name(), sum.machine().gpus());
    }
    if (model.attentionHeads() % gpus != 0) {
      return told(
          "the %d attention heads of %s cannot be dealt out to %d GPUs",
          model.attentionHeads(), model.title(), gpus);
    }
    if (!model.dealsOutKvHeads(gpus)) {
      return told(
          "the KV heads of %s can neither be dealt out to %d GPUs nor copied evenly",
          model.title(), gpus);
    }
    if (!sum.hasRoom()) {
      return told(
          "%.1f GiB lack: there is room for %,d KV tokens of %,d",
          (double) sum.missing() / GIB, sum.kvTokens(), sum.request().neededTokens());
    }
    return Optional.empty();
  }

  private static Optional<String> told(String format, Object... values) {
    return Optional.of(String.format(Locale.ROOT, format, values));
  }
}
