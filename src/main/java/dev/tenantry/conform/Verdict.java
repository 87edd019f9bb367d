package dev.tenantry.conform;

/** What was found about one rule. */
public enum Verdict {
  /** It was checked, and held. */
  PASS("pass"),
  /** It was checked, and did not hold. */
  FAIL("fail"),
  /** Nothing is known about it; never to be read as a pass. */
  NOT_CHECKED("not checked");

  private final String label;

  Verdict(String label) {
    this.label = label;
  }

  /** As it is printed. */
  public String label() {
    return label;
  }
}
