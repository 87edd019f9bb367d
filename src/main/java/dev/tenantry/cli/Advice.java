package dev.tenantry.cli;

import dev.tenantry.config.Ceilings;
import dev.tenantry.config.GkeConfig;
import dev.tenantry.config.StackConfig;
import java.io.PrintWriter;
import java.util.List;

/** What is no mistake, and what somebody should know before it becomes one. */
final class Advice {
  private Advice() {}

  /** Prints one line for each: limits that are near, machines that are not sold as asked for. */
  static void print(StackConfig config, PrintWriter err) {
    new Ceilings(config.platform(), config.tenants())
        .advice()
        .forEach(sentence -> err.println("near a limit: " + sentence));
    config.platform().gke().map(GkeConfig::advice).orElse(List.of()).forEach(err::println);
    err.flush();
  }
}
