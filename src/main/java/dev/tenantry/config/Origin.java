package dev.tenantry.config;

/**
 * Where a value comes from.
 *
 * @param kind the kind of source
 * @param words the source for a message, such as {@code the preset of tier standard}; empty for a
 *     written value
 */
public record Origin(Kind kind, String words) {
  /** Written in the file that is being checked. */
  public static final Origin WRITTEN = new Origin(Kind.WRITTEN, "");

  /** Takes the place of a value that was refused; nothing can be said about it. */
  public static final Origin STAND_IN = new Origin(Kind.STAND_IN, "");

  /** A value that a tier or a default filled in. */
  public static Origin inherited(String words) {
    return new Origin(Kind.INHERITED, words);
  }

  /** The kinds of sources. */
  public enum Kind {
    /** In the file itself. */
    WRITTEN,
    /** From a tier or a default. */
    INHERITED,
    /** Nowhere: the loader made it up to go on checking. */
    STAND_IN
  }
}
