package dev.tenantry.contract;

/**
 * What one turn may use, and how many run at once.
 *
 * @param steps calls of the model in one turn
 * @param tokens tokens of all calls in one turn, as the model counts them
 * @param seconds from the request until the answer must be complete
 * @param toolBytes of one tool's result that the model gets to see; the rest is cut off
 * @param concurrent turns that run at once in one process
 * @param waiting turns that wait beside them; one more is refused with 503
 */
public record TurnLimits(
    @Described("Calls of the model in one turn.") int steps,
    @Described("Tokens of all calls in one turn.") int tokens,
    @Described("Seconds until the answer must be complete.") int seconds,
    @Described("Bytes of a tool's result that the model gets to see.") int toolBytes,
    @Described("Turns that run at once in one process.") int concurrent,
    @Described(value = "Turns that wait beside them; one more is refused with 503.", min = 0)
        int waiting) {
  /** What an agent gets that says nothing. */
  public static final TurnLimits DEFAULT = new TurnLimits(8, 32_000, 120, 65_536, 16, 32);

  /**
   * Checks them.
   *
   * @throws IllegalArgumentException if one is not positive
   */
  public TurnLimits {
    if (Math.min(Math.min(steps, tokens), Math.min(seconds, toolBytes)) < 1 || concurrent < 1) {
      throw new IllegalArgumentException("limits: each must be at least 1");
    }
    if (waiting < 0) {
      throw new IllegalArgumentException("limits.waiting must not be negative");
    }
  }
}
