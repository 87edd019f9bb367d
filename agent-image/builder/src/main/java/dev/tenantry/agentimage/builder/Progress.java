package dev.tenantry.agentimage.builder;

/** Hears of each step of a build before it begins. */
@FunctionalInterface
public interface Progress {
  /**
   * A step begins.
   *
   * @param detail what it is done with; may be empty
   */
  void step(String name, String detail);
}
