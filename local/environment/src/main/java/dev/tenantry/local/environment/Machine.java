package dev.tenantry.local.environment;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/**
 * What the commands see of the machine, so that tests can give them another one.
 *
 * @param project the checkout that this program belongs to
 * @param terminal whether the output is a terminal, where a line can be rewritten
 */
record Machine(
    Map<String, String> variables,
    Path project,
    Clock clock,
    PrintStream out,
    PrintStream err,
    boolean terminal) {

  String variable(String name) {
    return variables.getOrDefault(name, "");
  }

  /** Where built tools and unpacked programs are kept for all checkouts. */
  Path defaultCache() {
    if (!variable("TENANTRY_CACHE").isEmpty()) {
      return Path.of(variable("TENANTRY_CACHE"));
    }
    if (!variable("XDG_CACHE_HOME").isEmpty()) {
      return Path.of(variable("XDG_CACHE_HOME")).resolve("tenantry");
    }
    return Path.of(System.getProperty("user.home")).resolve(".cache/tenantry");
  }
}
