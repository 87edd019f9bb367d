package dev.tenantry;

import com.pulumi.Pulumi;
import dev.tenantry.config.StackConfig;
import dev.tenantry.config.loading.ConfigException;
import dev.tenantry.config.loading.ConfigLoader;
import java.nio.file.Path;

/** What the Pulumi engine runs: load the stack's files, report every problem, declare. */
public final class Main {
  private Main() {}

  /**
   * Declares the stack that the engine names in {@code PULUMI_STACK}.
   *
   * <p>The files are checked before the SDK connects to the engine, so that a bad file registers
   * nothing at all.
   */
  public static void main(String[] args) {
    StackConfig stack;
    try {
      stack = ConfigLoader.load(Path.of(""), System.getenv("PULUMI_STACK"));
    } catch (ConfigException e) {
      System.err.println(e.render());
      System.exit(1);
      return;
    }
    Pulumi.run(context -> Platform.declare(stack).forEach(context::export));
  }
}
