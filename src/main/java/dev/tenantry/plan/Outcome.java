package dev.tenantry.plan;

/** What a plan comes to, with the exit code of the command that made it. */
public enum Outcome {
  NO_CHANGE(0, "no change"),
  CHANGES(2, "changes"),
  VIOLATIONS(3, "mandatory violations"),
  FAILED(1, "failed");

  private final int exitCode;
  private final String words;

  Outcome(int exitCode, String words) {
    this.exitCode = exitCode;
    this.words = words;
  }

  /** Of the process. */
  public int exitCode() {
    return exitCode;
  }

  /** For people. */
  public String words() {
    return words;
  }
}
