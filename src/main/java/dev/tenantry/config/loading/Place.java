package dev.tenantry.config.loading;

/**
 * A place in a file.
 *
 * @param line from 1; 0 if the problem has no line
 * @param column from 1
 * @param text the source line, with secrets masked
 */
public record Place(int line, int column, String text) {
  /** The file itself. */
  public static final Place NONE = new Place(0, 0, "");
}
