package dev.tenantry.config;

/**
 * Where images may come from: a registry, and the path in it below which they lie.
 *
 * @param value a host with a dot, perhaps a port, and a path; no tag, no slash at the end
 */
public record ImageRegistry(String value) {
  /** As a JSON Schema pattern; a host without a dot would mean Docker Hub. */
  public static final String PATTERN =
      "^(?=.{1,200}$)[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)+(:[0-9]{1,5})?"
          + "(/[a-z0-9]+([._-]+[a-z0-9]+)*)*$";

  /**
   * Checks the text.
   *
   * @throws IllegalArgumentException with one sentence saying what is wrong
   */
  public ImageRegistry {
    if (!value.matches(PATTERN)) {
      throw new IllegalArgumentException(
          Words.quote(value)
              + " is not an image registry: write a host and a path in lower case without a tag,"
              + " such as europe-west1-docker.pkg.dev/my-project/agents");
    }
  }

  /** As the constructor. */
  public static ImageRegistry parse(String text) {
    return new ImageRegistry(text);
  }

  @Override
  public String toString() {
    return value;
  }
}
