package dev.tenantry.local.environment.tools;

import java.util.List;
import java.util.Optional;

/**
 * One binary.
 *
 * @param minimum the oldest version on PATH that is used instead of a built one
 * @param versionArguments how the binary is asked for its version; none if it cannot say
 */
public record PinnedTool(
    String name, Version minimum, List<String> versionArguments, Recipe recipe) {

  /** Whether the tool's answer to the question for its version is good enough. */
  boolean accepts(String answer) {
    Optional<Version> version = Version.firstIn(answer);
    return versionArguments.isEmpty() || version.filter(v -> v.isAtLeast(minimum)).isPresent();
  }
}
