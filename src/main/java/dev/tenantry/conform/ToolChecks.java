package dev.tenantry.conform;

import static dev.tenantry.conform.Findings.expect;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.conform.standin.Authority;
import dev.tenantry.conform.standin.Identity;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** A tool: MCP behind mutual TLS. */
final class ToolChecks {
  /** As the rule says. */
  private static final Duration ROTATION = Duration.ofSeconds(10);

  private final Findings findings;
  private final Stage stage;
  private final RunningAgent agent;

  ToolChecks(Findings findings, Stage stage, RunningAgent agent) {
    this.findings = findings;
    this.stage = stage;
    this.agent = agent;
  }

  void run() {
    findings.check(
        Rule.MCP,
        () -> {
          Identity caller = stage.authority().issue(Stage.CALLER);
          McpClient client = client(caller.context(stage.authority()));
          JsonNode welcome = client.initialize();
          expect(
              !welcome.path("result").path("protocolVersion").asText("").isBlank(),
              "the protocolVersion of MCP",
              Words.brief(welcome.toString()));
          JsonNode tools = client.request("tools/list").path("result").path("tools");
          expect(tools.size() > 0, "at least one tool", tools);
        });
    if (!findings.holds(Rule.MCP)) {
      // Who refuses everybody has not shown that it tells callers apart.
      String why = "the caller of the list was not admitted: see " + Rule.MCP.id();
      for (Rule rule : Rule.values()) {
        if (rule.id().startsWith("C-MCP")) {
          findings.skip(rule, why);
        }
      }
      findings.skip(Rule.CERTIFICATE_ROTATES, why);
      return;
    }
    findings.check(
        Rule.MCP_NO_CERTIFICATE, () -> refused(Identity.nobody(stage.authority()), "nobody"));
    findings.check(
        Rule.MCP_OTHER_AUTHORITY,
        () -> {
          Authority other = new Authority("another authority", InstantSource.system());
          refused(other.issue(Stage.CALLER).context(stage.authority()), "another authority's");
        });
    findings.check(
        Rule.MCP_OTHER_CALLER,
        () -> {
          Identity other = stage.authority().issue("spiffe://conform/other");
          refused(other.context(stage.authority()), "another caller");
        });
    rotation();
  }

  private McpClient client(SSLContext tls) {
    return new McpClient(tls, agent.port());
  }

  private void refused(SSLContext tls, String who) throws Exception {
    int status;
    try {
      status = client(tls).status();
    } catch (IOException e) {
      // No handshake, or a connection that is closed at once. That it is there was just seen.
      return;
    }
    expect(status == 401 || status == 403, "no connection, 401 or 403 for " + who, status);
  }

  /** With a context of its own: a resumed session would show the certificate of the first. */
  private Optional<X509Certificate> shown(Identity caller) {
    try {
      return client(caller.context(stage.authority())).certificate();
    } catch (GeneralSecurityException e) {
      return Optional.empty();
    }
  }

  private void rotation() {
    findings.check(
        Rule.CERTIFICATE_ROTATES,
        () -> {
          BigInteger wanted = stage.rotateCertificate().certificate().getSerialNumber();
          Identity caller = stage.authority().issue(Stage.CALLER);
          boolean served =
              Waiting.until(
                  ROTATION,
                  () -> {
                    Optional<X509Certificate> shown = shown(caller);
                    return shown.map(X509Certificate::getSerialNumber).equals(Optional.of(wanted));
                  });
          expect(
              served, "the new certificate within " + ROTATION.toSeconds() + " s", "the old one");
        });
  }
}
