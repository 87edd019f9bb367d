package dev.tenantry.agentimage.builder;

import java.io.Serial;

/** Something a person has to know: its message is printed as it is, without a stack trace. */
public final class Failure extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  public Failure(String message) {
    super(message);
  }

  public Failure(String message, Throwable cause) {
    super(message + ": " + cause.getMessage(), cause);
  }
}
