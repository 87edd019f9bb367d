package dev.tenantry.prove;

import java.util.Locale;

/** The protocols that a network policy can name. */
public enum Protocol {
  TCP,
  UDP,
  SCTP;

  /** The name as tables and sentences write it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
