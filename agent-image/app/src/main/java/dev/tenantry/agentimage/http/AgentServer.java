package dev.tenantry.agentimage.http;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import dev.tenantry.agentimage.process.Log;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/** An HTTP server on one port. */
public final class AgentServer {
  /** Connections that wait for the server to take them. */
  private static final int BACKLOG = 256;

  private final HttpServer server;
  private final ExecutorService threads;

  private AgentServer(HttpServer server) {
    this.server = server;
    this.threads = RequestThreads.create();
    server.setExecutor(threads);
  }

  /**
   * A server without TLS.
   *
   * @param host the address to listen on
   * @param port 0 lets the system choose
   */
  public static AgentServer plain(String host, int port) {
    try {
      return new AgentServer(HttpServer.create(new InetSocketAddress(host, port), BACKLOG));
    } catch (IOException problem) {
      throw new UncheckedIOException("cannot listen on " + host + ":" + port, problem);
    }
  }

  /** A server that demands a client certificate which the context trusts. */
  public static AgentServer mutualTls(String host, int port, SSLContext context) {
    try {
      HttpsServer server = HttpsServer.create(new InetSocketAddress(host, port), BACKLOG);
      server.setHttpsConfigurator(
          new HttpsConfigurator(context) {
            @Override
            public void configure(HttpsParameters parameters) {
              SSLParameters wanted = getSSLContext().getDefaultSSLParameters();
              wanted.setNeedClientAuth(true);
              wanted.setProtocols(new String[] {"TLSv1.3"});
              parameters.setSSLParameters(wanted);
            }
          });
      return new AgentServer(server);
    } catch (IOException problem) {
      throw new UncheckedIOException("cannot listen on " + host + ":" + port, problem);
    }
  }

  /** Answers a path and all below it, unless a longer path is answered by another. */
  public AgentServer route(String path, Consumer<Exchange> answer) {
    server.createContext(path, inner -> handle(new Exchange(inner), answer));
    return this;
  }

  /** Begins to answer. */
  public AgentServer start() {
    server.start();
    return this;
  }

  /** The port that it listens on. */
  public int port() {
    return server.getAddress().getPort();
  }

  /** Takes no connection any more and closes those there are after a time. */
  public void stop(Duration grace) {
    server.stop((int) Math.max(0, grace.toSeconds()));
    threads.shutdownNow();
  }

  private static void handle(Exchange exchange, Consumer<Exchange> answer) {
    try {
      answer.accept(exchange);
    } catch (HttpProblem problem) {
      refuse(exchange, problem);
    } catch (CallerGone gone) {
      Log.info("caller_gone", exchange.method() + " " + exchange.path());
    } catch (RuntimeException problem) {
      Log.error("request_failed", exchange.method() + " " + exchange.path(), problem);
      refuse(exchange, new HttpProblem(500, "Internal error", "the log has the cause"));
    }
  }

  private static void refuse(Exchange exchange, HttpProblem problem) {
    if (exchange.isAnswered()) {
      return;
    }
    try {
      exchange.problem(problem);
    } catch (CallerGone gone) {
      Log.info("caller_gone", exchange.method() + " " + exchange.path());
    }
  }
}
