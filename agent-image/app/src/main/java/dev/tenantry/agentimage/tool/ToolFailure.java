package dev.tenantry.agentimage.tool;

/** A call that cannot be done as it was asked; the message is for the model. */
final class ToolFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ToolFailure(String message) {
    super(message, null, false, false);
  }
}
