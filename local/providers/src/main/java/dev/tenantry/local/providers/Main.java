package dev.tenantry.local.providers;

import dev.tenantry.local.providers.gcp.GcpProvider;
import dev.tenantry.local.providers.kubernetes.KubernetesProvider;
import dev.tenantry.local.providers.protocol.EngineLog;
import java.io.IOException;
import java.util.List;

/** Starts one test provider the way the engine starts a plug-in. */
public final class Main {
  private static final String USAGE =
      "usage: java -cp providers.jar " + Main.class.getName() + " kubernetes|gcp [engine args]";

  private Main() {}

  /** Prints the port as the only line, then serves until the engine is gone. */
  public static void main(String[] args) throws IOException, InterruptedException {
    String name = args.length == 0 ? "" : args[0];
    if (!List.of("kubernetes", "gcp").contains(name)) {
      System.err.println(USAGE);
      System.exit(2);
    }
    String address = engineAddress(List.of(args).subList(1, args.length));
    EngineLog log = new EngineLog(address);
    // Only the one that is asked for is loaded: the start is part of every preview.
    PluginServer server = name.equals("gcp") ? gcp(log) : kubernetes(log);
    Runtime.getRuntime().addShutdownHook(new Thread(server::close));
    new EngineWatch(ProcessHandle.current().parent(), address, () -> System.exit(0)).start();
    System.out.println(server.port());
    System.out.flush();
    server.awaitEnd();
  }

  private static PluginServer gcp(EngineLog log) throws IOException {
    return PluginServer.start(new GcpProvider(log, System.getenv()), () -> {});
  }

  private static PluginServer kubernetes(EngineLog log) throws IOException {
    KubernetesProvider provider = new KubernetesProvider(log, System.getenv());
    return PluginServer.start(provider, provider::close);
  }

  /** The engine's address comes last, after flags whose values may stand apart. */
  static String engineAddress(List<String> args) {
    String last = args.isEmpty() ? "" : args.get(args.size() - 1);
    return last.matches("[^-/]+:[0-9]{1,5}") ? last : "";
  }
}
