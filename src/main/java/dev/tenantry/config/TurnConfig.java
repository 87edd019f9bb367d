package dev.tenantry.config;

import dev.tenantry.contract.TurnLimits;

/**
 * What one turn of an agent may use, and how many run at once in one pod.
 *
 * @param steps calls of the model in one turn
 * @param tokens tokens of all calls in one turn, as the model counts them
 * @param seconds from the request until the answer must be complete
 * @param toolBytes of one tool's result that the model gets to see
 * @param concurrent turns that run at once in one pod
 * @param waiting turns that wait beside them
 */
public record TurnConfig(
    @Key(value = "Calls of the model in one turn.", min = 1, max = 100) int steps,
    @Key(value = "Tokens of all calls in one turn.", min = 1) int tokens,
    @Key(
            value =
                "Seconds until the answer must be complete; a pod that must go waits as long for"
                    + " its turns.",
            min = 1,
            max = TurnConfig.SECONDS_MAX)
        int seconds,
    @Key(value = "Bytes of a tool's result that the model gets to see.", min = 1) int toolBytes,
    @Key(value = "Turns that run at once in one pod.", min = 1, max = 1000) int concurrent,
    @Key(value = "Turns that wait beside them; one more is refused with 503.", max = 1000)
        int waiting) {
  /**
   * GKE waits an hour for a pod when it replaces a node (its documentation, read in November 2026),
   * and a HorizontalPodAutoscaler looks back an hour at most; what is left is for the drain.
   */
  public static final int SECONDS_MAX = 3000;

  /** What an agent gets that says nothing: the contract's own. */
  public static final TurnConfig DEFAULT = of(TurnLimits.DEFAULT);

  private static TurnConfig of(TurnLimits limits) {
    return new TurnConfig(
        limits.steps(),
        limits.tokens(),
        limits.seconds(),
        limits.toolBytes(),
        limits.concurrent(),
        limits.waiting());
  }

  /** The same in the words of the contract. */
  public TurnLimits limits() {
    return new TurnLimits(steps, tokens, seconds, toolBytes, concurrent, waiting);
  }
}
