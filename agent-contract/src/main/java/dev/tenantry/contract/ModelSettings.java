package dev.tenantry.contract;

/**
 * Which models an agent asks the gateway for.
 *
 * @param name of the chat model, as the gateway knows it
 * @param embedding name of the embedding model; blank if texts are found by their words alone
 * @param maxTokens of one answer
 * @param timeoutSeconds until the first byte of an answer, and between two of its bytes
 */
public record ModelSettings(
    @Described("The chat model, as the gateway knows it.") String name,
    @Described("The embedding model; empty if texts are found by their words alone.")
        String embedding,
    @Described("Tokens of one answer.") int maxTokens,
    @Described("Seconds that the model may stay silent.") int timeoutSeconds) {
  /**
   * Checks them.
   *
   * @throws IllegalArgumentException if the name is blank or a number is not positive
   */
  public ModelSettings {
    if (name.isBlank()) {
      throw new IllegalArgumentException("model.name is empty");
    }
    if (maxTokens < 1 || timeoutSeconds < 1) {
      throw new IllegalArgumentException("model.maxTokens and .timeoutSeconds must be positive");
    }
  }
}
