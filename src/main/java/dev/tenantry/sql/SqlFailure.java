package dev.tenantry.sql;

/** Something about a database that its user can put right; the message says how. */
public final class SqlFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public SqlFailure(String message) {
    super(message);
  }

  /** Adds what the server said, without the verifier that a failed statement may quote. */
  public SqlFailure(String message, Throwable cause) {
    super(message + ": " + withoutVerifiers(String.valueOf(cause.getMessage())), cause);
  }

  private static String withoutVerifiers(String text) {
    return text.replaceAll("SCRAM-SHA-256\\$[^\\s'\"]+", "SCRAM-SHA-256\\$(left out)");
  }
}
