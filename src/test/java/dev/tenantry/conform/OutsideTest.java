package dev.tenantry.conform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.tenantry.contract.Mode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutsideTest {
  // Whatever answers is no agent because of that.
  @Test
  void aServerThatKnowsNothingFailsEveryRuleThatCanBeAskedFor() throws Exception {
    HttpServer work = server(404, "text/html", "Not here.");
    HttpServer metrics = server(404, "text/html", "Not here.");
    try {
      Report report = Conformance.of(Mode.ORCHESTRATOR, address(work), address(metrics));
      List<Rule> outside =
          Arrays.stream(Rule.values())
              .filter(rule -> rule.modes().contains(Mode.ORCHESTRATOR))
              .filter(rule -> rule.reach() == Reach.OUTSIDE)
              // It serves no metrics to users, and there is no session to repeat a request in.
              .filter(rule -> rule != Rule.METRICS_APART && rule != Rule.ONCE)
              .toList();
      assertThat(report.violations()).containsExactlyElementsOf(outside);
      assertThat(report.of(Rule.ONCE).orElseThrow().verdict()).isEqualTo(Verdict.NOT_CHECKED);
    } finally {
      work.stop(0);
      metrics.stop(0);
    }
  }

  // A page that answers 200 to everything is the usual mistake of an address.
  @Test
  void aServerThatSaysYesToEverythingFailsWhatHasContent() throws Exception {
    HttpServer work = server(200, "text/html", "<h1>Welcome</h1>");
    HttpServer metrics = server(200, "text/html", "<h1>Welcome</h1>");
    try {
      Report report = Conformance.of(Mode.ORCHESTRATOR, address(work), address(metrics));
      assertThat(report.violations())
          .containsExactly(
              Rule.METRICS, Rule.METRICS_APART, Rule.CHAT, Rule.CHAT_PROBLEMS, Rule.STREAM);
      assertThat(report.of(Rule.CHAT).orElseThrow().detail())
          .isEqualTo("expected application/json; saw text/html");
    } finally {
      work.stop(0);
      metrics.stop(0);
    }
  }

  @Test
  void anAddressWhereNobodyAnswersIsNoVerdict() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    URI nobody = URI.create("http://127.0.0.1:" + port);
    assertThatThrownBy(() -> Conformance.of(Mode.TOOL, nobody, nobody))
        .isInstanceOf(CannotRunException.class)
        .hasMessage("nobody answers " + nobody + "/healthz");
  }

  private static URI address(HttpServer server) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private static HttpServer server(int status, String type, String text) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            exchange.getRequestBody().readAllBytes();
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", type);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
          }
        });
    server.start();
    return server;
  }
}
