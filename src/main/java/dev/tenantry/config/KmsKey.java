package dev.tenantry.config;

/**
 * The full name of a key in Cloud KMS, without a version.
 *
 * @param value a key in one region
 */
public record KmsKey(String value) implements Comparable<KmsKey> {
  /** As a JSON Schema pattern. */
  public static final String PATTERN =
      "^projects/[a-z][-a-z0-9]{4,28}[a-z0-9]/locations/[a-z]{2,20}-[a-z]{4,12}[0-9]{1,2}"
          + "/keyRings/[A-Za-z0-9_-]{1,63}/cryptoKeys/[A-Za-z0-9_-]{1,63}$";

  /**
   * Checks the text.
   *
   * @throws IllegalArgumentException with one sentence saying what is wrong
   */
  public KmsKey {
    if (!value.matches(PATTERN)) {
      throw new IllegalArgumentException(
          Words.quote(value)
              + " is not a key's name: write projects/<project>/locations/<region>/keyRings/<ring>"
              + "/cryptoKeys/<key>");
    }
  }

  /** As the constructor. */
  public static KmsKey parse(String text) {
    return new KmsKey(text);
  }

  /** The region that the key lies in. */
  public Region region() {
    return new Region(value.split("/")[3]);
  }

  @Override
  public int compareTo(KmsKey other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
