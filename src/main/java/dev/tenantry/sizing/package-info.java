/**
 * Does a model fit a GPU, on which machine, and is it cheaper than to buy its tokens?
 *
 * <p>{@link dev.tenantry.sizing.ModelCatalogue} and {@link dev.tenantry.sizing.MachineCatalogue}
 * hold what is known, each row with its source. {@link dev.tenantry.sizing.GpuFit} adds up and
 * answers, {@link dev.tenantry.sizing.SmallestMachine} searches, {@link
 * dev.tenantry.sizing.MakeOrBuy} compares with a managed API. Arithmetic only: the package knows
 * neither Pulumi nor anything else of the project, so that {@code config}, domains and {@code cli}
 * may all ask it.
 */
package dev.tenantry.sizing;
