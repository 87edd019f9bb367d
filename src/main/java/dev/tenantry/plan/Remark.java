package dev.tenantry.plan;

/**
 * What the program, the engine or a provider had to say.
 *
 * @param kind how serious it is
 * @param urn the resource that it is about; empty if about none
 * @param text may have several lines
 */
public record Remark(Kind kind, String urn, String text) {
  /** How serious it is. */
  public enum Kind {
    ERROR,
    WARNING,
    NOTE
  }
}
