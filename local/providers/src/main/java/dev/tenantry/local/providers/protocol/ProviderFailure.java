package dev.tenantry.local.providers.protocol;

/** Something the user can act on: its message is shown as it is, without a stack trace. */
public class ProviderFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A failure with the text the user reads. */
  public ProviderFailure(String message) {
    super(message);
  }

  /** A failure with the text the user reads and what led to it. */
  public ProviderFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
