package dev.tenantry.agentimage.builder.demo;

/** What the application's only library knows. */
public final class Greeting {
  private Greeting() {}

  /** Who runs this. */
  public static String text() {
    return "Grüße from Java " + Runtime.version().feature();
  }
}
