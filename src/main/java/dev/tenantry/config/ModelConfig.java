package dev.tenantry.config;

/** One model that agents may ask for by its name, and who answers. */
public sealed interface ModelConfig permits ManagedModel, ServedModel {
  /** The word in the file that chooses the record. */
  @Key(
      value =
          "Who answers: managed is a provider's API; vllm, sglang and nim are servers on GPUs of"
              + " the cluster. docs/inference.md.",
      required = true)
  Serving serving();

  /** Reports what does not fit the platform. */
  void validate(KeyPath here, PlatformConfig platform, Problems out);
}
