package dev.tenantry.config;

/**
 * A bucket of Cloud Storage.
 *
 * @param value 3 to 63 of a-z, 0-9, dash and underscore
 */
public record BucketName(String value) {
  /** As a JSON Schema pattern. A dot would make it a domain, which must be verified. */
  public static final String PATTERN = "^[a-z0-9][-a-z0-9_]{1,61}[a-z0-9]$";

  /**
   * Checks the text.
   *
   * @throws IllegalArgumentException with one sentence saying what is wrong
   */
  public BucketName {
    if (!value.matches(PATTERN)) {
      throw new IllegalArgumentException(
          Words.quote(value)
              + " is not a bucket: use 3 to 63 of a-z, 0-9, dash and underscore, without gs://");
    }
  }

  /** As the constructor. */
  public static BucketName parse(String text) {
    return new BucketName(text);
  }

  @Override
  public String toString() {
    return value;
  }
}
