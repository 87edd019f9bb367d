package dev.tenantry.agentimage.settings;

/** What the container was given cannot work; the message says what to change. */
public final class SettingsFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With what is wrong and the way out. */
  public SettingsFailure(String message) {
    super(message);
  }
}
