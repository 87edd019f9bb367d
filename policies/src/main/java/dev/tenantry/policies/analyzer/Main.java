package dev.tenantry.policies.analyzer;

import dev.tenantry.policies.pack.TenantryRules;
import java.io.IOException;

/** Starts the pack the way the engine starts a plug-in. */
public final class Main {
  /** The one word that is not the engine's: see {@link Training}. */
  private static final String TRAIN = "train";

  private Main() {}

  /**
   * Prints the port as the only line, then serves until the engine cancels or is gone.
   *
   * @param args the engine's: flags such as {@code --logtostderr -v=9 --tracing URL}, its address,
   *     a folder. None is needed: it calls, and is not called
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    try (AnalyzerServer server = AnalyzerServer.start(TenantryRules.all())) {
      if (args.length == 1 && args[0].equals(TRAIN)) {
        Training.of(server.port());
        return;
      }
      // The engine ends its plug-ins itself, but not when it is killed.
      ProcessHandle.current()
          .parent()
          .ifPresent(engine -> engine.onExit().thenRun(() -> Runtime.getRuntime().halt(0)));
      System.out.println(server.port());
      System.out.flush();
      server.awaitEnd();
    }
  }
}
