package dev.tenantry.stacks;

/** What was asked cannot be answered; the message says the way out. */
public final class StacksFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StacksFailure(String message) {
    super(message);
  }

  StacksFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
