package dev.tenantry.inference;

import com.pulumi.kubernetes.core.v1.inputs.ResourceRequirementsArgs;
import dev.tenantry.config.ServedModel;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a model server takes of its node besides GPU memory.
 *
 * @param gpus GPUs
 * @param sharedMemoryGib of the memory, what its processes share
 * @param memoryGib all of it, the shared part included
 */
record ServerSize(int gpus, long sharedMemoryGib, long memoryGib) {
  /** Compiled kernels and graphs. */
  static final String CACHE = "10Gi";

  static final String SCRATCH = "2Gi";

  /** Both folders above, and the log. */
  private static final String EPHEMERAL = "13Gi";

  /** A process for each GPU, tokenizers and the API beside them (workloads.md A5). */
  private static final int CPU_PER_GPU = 8;

  /** Buffers of NCCL, which tensor parallelism exchanges through. */
  private static final long SHARED_GIB_PER_GPU = 2;

  /** Python, PyTorch and CUDA in each process; assumed, not measured here. */
  private static final long PROCESS_GIB = 8;

  /** A loader holds a GPU's share of the weights in memory, and a fifth more. */
  private static final BigDecimal LOADER = new BigDecimal("1.2");

  private static final BigDecimal GIB = BigDecimal.valueOf(1L << 30);

  static ServerSize of(ServedModel model) {
    int gpus = model.tensorParallel();
    long loader =
        BigDecimal.valueOf(model.weightBytes())
            .multiply(LOADER)
            .divide(GIB.multiply(BigDecimal.valueOf(gpus)), 0, RoundingMode.CEILING)
            .longValueExact();
    long shared = SHARED_GIB_PER_GPU * gpus;
    return new ServerSize(gpus, shared, loader + shared + PROCESS_GIB);
  }

  /** Size of the folder in memory; the kernel counts it as the pod's memory. */
  String sharedMemory() {
    return sharedMemoryGib + "Gi";
  }

  /** Requests are limits: a model server must neither be evicted nor slowed by its neighbours. */
  ResourceRequirementsArgs resources() {
    Map<String, String> all = new TreeMap<>();
    all.put("cpu", Integer.toString(CPU_PER_GPU * gpus));
    all.put("memory", memoryGib + "Gi");
    all.put("ephemeral-storage", EPHEMERAL);
    all.put(GpuPlacement.RESOURCE, Integer.toString(gpus));
    return ResourceRequirementsArgs.builder().requests(all).limits(all).build();
  }
}
