package dev.tenantry.config;

/**
 * A minor version of Kubernetes, such as {@code v1.35}.
 *
 * @param value v1.30 or later: earlier ones have no ValidatingAdmissionPolicy v1
 */
public record KubernetesVersion(String value) {
  /** As a JSON Schema pattern. */
  public static final String PATTERN = "^v1\\.[3-9][0-9]$";

  /**
   * Checks the version.
   *
   * @throws IllegalArgumentException with one sentence saying what is wrong
   */
  public KubernetesVersion {
    if (!value.matches(PATTERN)) {
      throw new IllegalArgumentException(
          Words.quote(value)
              + " is not a Kubernetes version: write v1.<minor> with a minor of 30 or more, such"
              + " as v1.35");
    }
  }

  /** As the constructor. */
  public static KubernetesVersion parse(String text) {
    return new KubernetesVersion(text);
  }

  @Override
  public String toString() {
    return value;
  }
}
