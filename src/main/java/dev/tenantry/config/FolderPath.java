package dev.tenantry.config;

/**
 * A folder inside of a bucket, a disk or an image.
 *
 * @param value parts with slashes between; no slash at either end, no part that starts with a dot
 */
public record FolderPath(String value) {
  /** As a JSON Schema pattern. */
  public static final String PATTERN =
      "^(?=.{1,200}$)[A-Za-z0-9_][A-Za-z0-9._-]*(/[A-Za-z0-9_][A-Za-z0-9._-]*)*$";

  /**
   * Checks the text.
   *
   * @throws IllegalArgumentException with one sentence saying what is wrong
   */
  public FolderPath {
    if (!value.matches(PATTERN)) {
      throw new IllegalArgumentException(
          Words.quote(value)
              + " is not a folder: write parts of letters, digits, dot, dash and underscore with"
              + " slashes between, and none at either end");
    }
  }

  /** As the constructor. */
  public static FolderPath parse(String text) {
    return new FolderPath(text);
  }

  @Override
  public String toString() {
    return value;
  }
}
