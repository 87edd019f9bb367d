package dev.tenantry.plan;

import java.util.List;

/**
 * A part of a comment that may be cut between its pieces, and nowhere else.
 *
 * @param priority 0 is written first, if there is not room for all
 * @param opening what comes before the pieces
 * @param pieces whole lines each
 * @param leftOut line that says of how many pieces it speaks, by {@code %d}
 * @param closing what comes after the pieces
 * @param alone whether the opening says something without any piece
 */
record Part(
    int priority,
    String opening,
    List<String> pieces,
    String leftOut,
    String closing,
    boolean alone) {
  Part {
    pieces = List.copyOf(pieces);
  }

  /** A part whose opening is a heading only. */
  Part(int priority, String opening, List<String> pieces, String leftOut, String closing) {
    this(priority, opening, pieces, leftOut, closing, false);
  }

  /** Whole or not at all. */
  static Part whole(int priority, String text) {
    return new Part(priority, text, List.of(), "", "", true);
  }

  /** Characters that it needs even without a piece. */
  int leastLength() {
    return opening.length() + closing.length() + (pieces.isEmpty() ? 0 : rest(0).length());
  }

  /** With the first pieces only. */
  String written(int count) {
    return opening
        + String.join("", pieces.subList(0, count))
        + (count < pieces.size() ? rest(count) : "")
        + closing;
  }

  private String rest(int written) {
    return leftOut.formatted(pieces.size() - written);
  }
}
