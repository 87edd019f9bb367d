package dev.tenantry.plan;

/** Long values, cut so that the difference stays in sight. */
final class Shortened {
  /** Wide enough for a digest with its image; two of them fit on a screen. */
  static final int LENGTH_MAX = 160;

  /** What is still shown of the part that two values share. */
  private static final int CONTEXT = 24;

  private Shortened() {}

  /** How many characters two values share at their start, less what shows where they part. */
  static int equalStart(String one, String other) {
    int most = Math.min(one.length(), other.length());
    int equal = 0;
    while (equal < most && one.charAt(equal) == other.charAt(equal)) {
      equal++;
    }
    return Math.max(0, equal - CONTEXT);
  }

  /**
   * A value with what is left out said.
   *
   * @param equal where to begin, if the value is too long to be shown whole
   */
  static String from(String value, int equal) {
    if (value.length() <= LENGTH_MAX) {
      return value;
    }
    int begin = boundary(value, Math.min(equal, value.length() - LENGTH_MAX));
    int end = boundary(value, Math.min(value.length(), begin + LENGTH_MAX));
    String start = begin == 0 ? "" : "[" + begin + " equal characters] …";
    String rest = end == value.length() ? "" : "… [" + (value.length() - end) + " more characters]";
    return start + value.substring(begin, end) + rest;
  }

  /** Never within a pair of surrogates. */
  private static int boundary(String value, int index) {
    boolean within =
        index > 0 && index < value.length() && Character.isLowSurrogate(value.charAt(index));
    return within ? index - 1 : index;
  }
}
