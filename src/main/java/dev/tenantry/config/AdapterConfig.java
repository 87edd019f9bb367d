package dev.tenantry.config;

/**
 * A tenant's own fine-tuned weights on top of a model (LoRA).
 *
 * @param path the folder, beside the model's weights
 * @param rank its rank
 */
public record AdapterConfig(
    @Key(value = "Folder with the adapter, where the model's weights lie.", required = true)
        FolderPath path,
    @Key(
            value = "Its rank; vLLM reserves memory for the greatest.",
            required = true,
            min = 1,
            max = 256)
        int rank) {}
