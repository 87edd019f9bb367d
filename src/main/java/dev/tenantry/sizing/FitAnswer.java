package dev.tenantry.sizing;

import java.util.Optional;

/** Whether a model fits: yes, no, or nobody knows. Nothing passes in silence. */
public sealed interface FitAnswer {
  /**
   * It fits.
   *
   * @param sum how that was found
   * @param kvTokens tokens for which the KV cache has room, all conversations together
   */
  record Fits(FitSum sum, long kvTokens) implements FitAnswer {}

  /**
   * It does not.
   *
   * @param sum how that was found
   * @param reason one sentence
   * @param smallest the cheapest machine on which it would fit; empty if there is none
   */
  record DoesNotFit(FitSum sum, String reason, Optional<GpuMachine> smallest)
      implements FitAnswer {}

  /**
   * The catalogue does not know the model, its size at that precision, or the machine.
   *
   * @param reason one sentence
   */
  record Unknown(String reason) implements FitAnswer {}
}
