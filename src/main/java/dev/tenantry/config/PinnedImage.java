package dev.tenantry.config;

/**
 * An image that cannot change: named by its digest.
 *
 * @param value a registry with a dot, a path, perhaps a tag, and a digest
 */
public record PinnedImage(String value) {
  /** As a JSON Schema pattern. */
  public static final String PATTERN =
      "^(?=.{1,400}$)[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)+(:[0-9]{1,5})?"
          + "(/[a-z0-9]+([._-]+[a-z0-9]+)*)+(:[A-Za-z0-9_][A-Za-z0-9._-]{0,127})?"
          + "@sha256:[0-9a-f]{64}$";

  /**
   * Checks the text.
   *
   * @throws IllegalArgumentException with one sentence saying what is wrong
   */
  public PinnedImage {
    if (!value.matches(PATTERN)) {
      throw new IllegalArgumentException(
          Words.quote(value)
              + " is not an image with its digest: write <registry>/<path>@sha256:<64 hex digits>");
    }
  }

  /** As the constructor. */
  public static PinnedImage parse(String text) {
    return new PinnedImage(text);
  }

  /** The digest, without its algorithm. */
  public String digest() {
    return value.substring(value.lastIndexOf(":") + 1);
  }

  /** Whether it lies in a registry, below its path. */
  public boolean isIn(ImageRegistry registry) {
    return value.startsWith(registry.value() + "/");
  }

  @Override
  public String toString() {
    return value;
  }
}
