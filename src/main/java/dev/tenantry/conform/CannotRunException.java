package dev.tenantry.conform;

/** Nothing could be judged: the process did not come up, or nobody answers at the address. */
public final class CannotRunException extends Exception {
  private static final long serialVersionUID = 1L;

  CannotRunException(String message) {
    super(message);
  }

  CannotRunException(String message, Throwable cause) {
    super(message, cause);
  }
}
