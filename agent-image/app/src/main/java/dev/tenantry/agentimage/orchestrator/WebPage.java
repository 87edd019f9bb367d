package dev.tenantry.agentimage.orchestrator;

import dev.tenantry.agentimage.http.Exchange;
import dev.tenantry.agentimage.http.HttpProblem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;

/** The page that shows sessions, tool calls and tokens as they happen. */
final class WebPage {
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
          + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private static final Map<String, String> TYPES =
      Map.of(
          "index.html", "text/html; charset=utf-8",
          "page.js", "text/javascript; charset=utf-8",
          "page.css", "text/css; charset=utf-8");

  void answer(Exchange exchange) {
    String name = exchange.path().equals("/") ? "index.html" : exchange.path().substring(1);
    String type = TYPES.get(name);
    if (type == null) {
      throw new HttpProblem(404, "Not found", "there is nothing here");
    }
    exchange.set("Content-Security-Policy", POLICY);
    exchange.set("Cache-Control", "no-cache");
    exchange.answer(200, type, read(name));
  }

  private static byte[] read(String name) {
    try (InputStream file =
        WebPage.class.getResourceAsStream("/dev/tenantry/agentimage/web/" + name)) {
      return file.readAllBytes();
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }
}
