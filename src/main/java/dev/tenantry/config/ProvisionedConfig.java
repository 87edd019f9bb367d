package dev.tenantry.config;

/**
 * The most that all nodes of the cluster may have together when it adds some for an accelerator.
 *
 * @param cpu vCPUs
 * @param memoryGb memory in GB
 */
public record ProvisionedConfig(
    @Key(value = "vCPUs of all nodes.", min = 1) int cpu,
    @Key(value = "Memory of all nodes, in GB.", min = 1) int memoryGb) {}
