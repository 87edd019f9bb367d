package dev.tenantry.provisioner;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.function.BooleanSupplier;

/** {@code /healthz}: the process runs. {@code /readyz}: it has listed its objects. */
final class Health implements AutoCloseable {
  private static final int OK = 200;
  private static final int UNAVAILABLE = 503;

  private final HttpServer server;

  Health(int port, BooleanSupplier ready) throws IOException {
    server = HttpServer.create(new InetSocketAddress(port), 0);
    answer("/healthz", () -> true);
    answer("/readyz", ready);
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  private void answer(String path, BooleanSupplier well) {
    server.createContext(
        path,
        exchange -> {
          boolean is = well.getAsBoolean();
          byte[] text = (is ? "ok\n" : "not yet\n").getBytes(StandardCharsets.US_ASCII);
          exchange.sendResponseHeaders(is ? OK : UNAVAILABLE, text.length);
          try (OutputStream body = exchange.getResponseBody()) {
            body.write(text);
          }
        });
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
