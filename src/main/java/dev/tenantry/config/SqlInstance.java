package dev.tenantry.config;

/**
 * The connection name of a Cloud SQL instance.
 *
 * @param value project, region and name, with colons between
 */
public record SqlInstance(String value) {
  /** As a JSON Schema pattern. */
  public static final String PATTERN =
      "^[a-z][-a-z0-9]{4,28}[a-z0-9]:[a-z]{2,20}-[a-z]{4,12}[0-9]{1,2}"
          + ":[a-z]([-a-z0-9]{0,96}[a-z0-9])?$";

  /**
   * Checks the text.
   *
   * @throws IllegalArgumentException with one sentence saying what is wrong
   */
  public SqlInstance {
    if (!value.matches(PATTERN)) {
      throw new IllegalArgumentException(
          Words.quote(value) + " is not a connection name: write <project>:<region>:<instance>");
    }
  }

  /** As the constructor. */
  public static SqlInstance parse(String text) {
    return new SqlInstance(text);
  }

  /** The project that owns the instance. */
  public String project() {
    return value.split(":")[0];
  }

  /** Its name in the project. */
  public String name() {
    return value.split(":")[2];
  }

  /** The region that the instance lies in. */
  public Region region() {
    return new Region(value.split(":")[1]);
  }

  @Override
  public String toString() {
    return value;
  }
}
