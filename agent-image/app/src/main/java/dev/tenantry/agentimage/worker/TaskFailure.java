package dev.tenantry.agentimage.worker;

/** A task that can never be done; the message says why, without quoting it. */
final class TaskFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TaskFailure(String message) {
    super(message, null, false, false);
  }
}
