package dev.tenantry.policies.analyzer;

import dev.tenantry.policies.Rules;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The service behind a free port of the loopback interface. */
final class AnalyzerServer implements AutoCloseable {
  /** The engine's own limit; all resources of a stack come as one message. */
  private static final int MESSAGE_MAX = 400 << 20;

  private static final Duration GRACE = Duration.ofSeconds(1);

  private final Server server;

  private AnalyzerServer(Server server) {
    this.server = server;
  }

  /** Starts serving; ends by itself when the engine cancels. */
  static AnalyzerServer start(Rules rules) throws IOException {
    InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    AnalyzerServer[] self = new AnalyzerServer[1];
    Server server =
        NettyServerBuilder.forAddress(new InetSocketAddress(loopback, 0))
            .addService(new AnalyzerService(rules, () -> self[0].server.shutdown()))
            .maxInboundMessageSize(MESSAGE_MAX)
            // No rule waits for anything, so none needs a thread of its own.
            .directExecutor()
            .build();
    self[0] = new AnalyzerServer(server);
    server.start();
    return self[0];
  }

  /** The port that the engine is told. */
  int port() {
    return server.getPort();
  }

  void awaitEnd() throws InterruptedException {
    server.awaitTermination();
  }

  @Override
  public void close() {
    server.shutdown();
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
