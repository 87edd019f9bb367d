package dev.tenantry.config;

/**
 * How many times its request a container's limit may be.
 *
 * @param cpu factor for CPU
 * @param memory factor for memory
 */
public record LimitRatios(
    @Key(value = "Factor for CPU.", min = 1, max = 100) int cpu,
    @Key(
            value =
                "Factor for memory. Keep 1: memory promised twice ends in killed containers,"
                    + " unlike CPU.",
            min = 1,
            max = 100)
        int memory) {}
