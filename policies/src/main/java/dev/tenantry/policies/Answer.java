package dev.tenantry.policies;

/**
 * What a rule learns about a value, in Kleene's three-valued logic.
 *
 * <p>In a preview many values are not known yet. A rule reports only what it knows to be wrong:
 * {@link #NO}, never {@link #UNKNOWN}.
 */
public enum Answer {
  NO,
  UNKNOWN,
  YES;

  /** Of what is known. */
  public static Answer of(boolean known) {
    return known ? YES : NO;
  }

  /** Whether both hold. */
  public Answer and(Answer other) {
    return compareTo(other) < 0 ? this : other;
  }

  /** Whether one of them holds. */
  public Answer or(Answer other) {
    return compareTo(other) > 0 ? this : other;
  }

  /** The opposite; the opposite of unknown is unknown. */
  public Answer not() {
    return switch (this) {
      case NO -> YES;
      case UNKNOWN -> UNKNOWN;
      case YES -> NO;
    };
  }
}
