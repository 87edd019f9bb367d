package dev.tenantry.engine;

/**
 * How a process ended.
 *
 * @param exit exit code; 137 after a kill -9
 * @param out standard output and standard error, in the order of their arrival
 */
record CommandResult(int exit, String out) {
  /** Fails with the whole output unless the exit code is 0. */
  CommandResult succeeded() {
    if (exit != 0) {
      throw new AssertionError("exit " + exit + "\n" + out);
    }
    return this;
  }

  /** Fails with the whole output if the exit code is 0. */
  CommandResult failed() {
    if (exit == 0) {
      throw new AssertionError("expected a failure, but exit 0\n" + out);
    }
    return this;
  }
}
