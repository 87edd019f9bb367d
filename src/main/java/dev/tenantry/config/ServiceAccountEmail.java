package dev.tenantry.config;

/**
 * A Google service account.
 *
 * @param value its address
 */
public record ServiceAccountEmail(String value) {
  /** As a JSON Schema pattern. */
  public static final String PATTERN =
      "^[a-z][-a-z0-9]{4,28}[a-z0-9]@[a-z][-a-z0-9]{4,28}[a-z0-9]\\.iam\\.gserviceaccount\\.com$";

  /**
   * Checks the text.
   *
   * @throws IllegalArgumentException with one sentence saying what is wrong
   */
  public ServiceAccountEmail {
    if (!value.matches(PATTERN)) {
      throw new IllegalArgumentException(
          Words.quote(value)
              + " is not a Google service account: write <id>@<project>.iam.gserviceaccount.com");
    }
  }

  /** As the constructor. */
  public static ServiceAccountEmail parse(String text) {
    return new ServiceAccountEmail(text);
  }

  /** Its login in Cloud SQL for PostgreSQL by IAM: the address without its last words. */
  public String databaseLogin() {
    return value.substring(0, value.length() - ".gserviceaccount.com".length());
  }

  /** Its id in its project. */
  public String id() {
    return value.substring(0, value.indexOf("@"));
  }

  /** The project that owns it. */
  public String project() {
    return value.substring(value.indexOf("@") + 1, value.indexOf(".iam."));
  }

  @Override
  public String toString() {
    return value;
  }
}
