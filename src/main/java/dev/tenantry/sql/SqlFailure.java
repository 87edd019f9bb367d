package dev.tenantry.sql;

/** Something about a database that its user can put right; the message says how. */
public final class SqlFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public SqlFailure(String message) {
    super(message);
  }

  public SqlFailure(String message, Throwable cause) {
    super(message + ": " + cause.getMessage(), cause);
  }
}
