package dev.tenantry.local.providers;

import io.grpc.BindableService;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** One provider behind a port of the loopback interface. */
public final class PluginServer implements AutoCloseable {
  /** The engine's own limit; a large state comes as one message. */
  private static final int MESSAGE_MAX = 400 << 20;

  private static final Duration GRACE = Duration.ofSeconds(20);

  private final Server server;
  private final Runnable ending;

  private PluginServer(Server server, Runnable ending) {
    this.server = server;
    this.ending = ending;
  }

  /** Starts serving on a free port; {@code ending} runs first when the server is closed. */
  public static PluginServer start(BindableService provider, Runnable ending) throws IOException {
    InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    // Calls block while they wait for objects, so each gets a thread; the engine bounds their
    // number.
    Server server =
        NettyServerBuilder.forAddress(new InetSocketAddress(loopback, 0))
            .addService(provider)
            .maxInboundMessageSize(MESSAGE_MAX)
            .executor(
                Executors.newCachedThreadPool(
                    body -> {
                      Thread thread = new Thread(body, "call");
                      thread.setDaemon(true);
                      return thread;
                    }))
            .build()
            .start();
    return new PluginServer(server, ending);
  }

  /** The port that the engine is told. */
  public int port() {
    return server.getPort();
  }

  void awaitEnd() throws InterruptedException {
    server.awaitTermination();
  }

  /** Ends waits, takes no more calls and lets requests under way finish, within limits. */
  @Override
  public void close() {
    server.shutdown();
    ending.run();
    try {
      if (!server.awaitTermination(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
        server.shutdownNow();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      server.shutdownNow();
    }
  }
}
