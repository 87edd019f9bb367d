package dev.tenantry.config;

import java.util.List;

/**
 * One thing that is wrong in one file.
 *
 * @param rule the broken rule
 * @param at the place in the file; the renderer finds line and column
 * @param message one sentence without the path
 * @param hint what to do about it; may be empty
 * @param details lines that show how the message comes about, such as a sum; usually none
 */
public record Problem(Rule rule, KeyPath at, String message, String hint, List<String> details) {
  /** Copies the list. */
  public Problem {
    details = List.copyOf(details);
  }

  /** A problem that a sentence explains. */
  public Problem(Rule rule, KeyPath at, String message, String hint) {
    this(rule, at, message, hint, List.of());
  }
}
