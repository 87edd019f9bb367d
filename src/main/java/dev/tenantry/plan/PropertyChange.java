package dev.tenantry.plan;

import java.util.Optional;

/**
 * One property that changes.
 *
 * @param path such as {@code spec.hard['requests.cpu']}
 * @param before empty if it is new; masked and shortened
 * @param after empty if it goes; masked and shortened
 * @param replaces whether the resource is replaced because of it
 */
public record PropertyChange(
    String path, Optional<String> before, Optional<String> after, boolean replaces) {
  /** Stands for a value that exists only after the update. */
  static final String UNKNOWN = "(known after the update)";
}
