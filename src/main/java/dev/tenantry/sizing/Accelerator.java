package dev.tenantry.sizing;

/**
 * A kind of GPU.
 *
 * @param name in the catalogue, such as {@code h100}
 * @param title for people
 * @param memoryGib usable memory of one, in GiB
 * @param fp8 what it does with FP8 weights
 * @param link between those of a node
 * @param label value of the node label {@code cloud.google.com/gke-accelerator}
 * @param provenance where this was read
 */
public record Accelerator(
    String name,
    String title,
    double memoryGib,
    Fp8 fp8,
    GpuLink link,
    String label,
    Provenance provenance) {}
