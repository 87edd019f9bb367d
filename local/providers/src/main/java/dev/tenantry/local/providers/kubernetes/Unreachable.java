package dev.tenantry.local.providers.kubernetes;

import dev.tenantry.local.providers.protocol.ProviderFailure;

/** No answer from the API server. */
final class Unreachable extends ProviderFailure {
  private static final long serialVersionUID = 1L;

  Unreachable(String action, String server, Throwable cause) {
    super(action + ": the API server " + server + " cannot be reached: " + text(cause), cause);
  }

  Unreachable(String absence) {
    super(absence);
  }

  private static String text(Throwable cause) {
    String message = cause.getMessage();
    return message == null || message.isBlank() ? cause.getClass().getSimpleName() : message;
  }
}
