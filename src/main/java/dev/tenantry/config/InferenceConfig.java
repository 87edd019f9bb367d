package dev.tenantry.config;

import java.util.Optional;

/**
 * What all models on GPUs of the cluster share.
 *
 * @param pickerImage what chooses the server for a request
 */
public record InferenceConfig(
    @Key(
            "Image of the endpoint picker (llm-d-router-endpoint-picker, 0.10 or newer), named by"
                + " its digest; needed as soon as a model runs on GPUs of the cluster.")
        Optional<PinnedImage> pickerImage) {}
