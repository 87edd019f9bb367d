package dev.tenantry.agentimage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.agentimage.AgentScene.Member;
import dev.tenantry.agentimage.ModelServer.Answer;
import dev.tenantry.contract.ToolKind;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Credentials change while people talk: no restart, and no request that fails. */
class RotationIT {
  private static final Duration SECONDS = Duration.ofSeconds(20);

  @TempDir Path folder;

  @Test
  void aChangedPasswordAndACertificateAreInUseWithinSeconds() throws Exception {
    try (ModelServer model = new ModelServer(RotationIT::answer);
        AgentScene scene = new AgentScene(folder, "agent_rotation", model)) {
      Member acme = scene.member("acme");
      AgentProcess search = acme.tool(ToolKind.SEARCH, acme.uri("orchestrator"));
      AgentProcess agent = acme.orchestrator(search);
      AtomicBoolean enough = new AtomicBoolean();
      var talk = CompletableFuture.supplyAsync(() -> talk(agent, enough));
      Thread.sleep(2_000);

      String changed = scene.one("SELECT clock_timestamp()");
      acme.changePassword("the-second-password");
      String stale =
          "SELECT count(*) FROM pg_stat_activity WHERE usename = '"
              + acme.account().login()
              + "' AND backend_start < '"
              + changed
              + "'";
      until("no connection with the old password", () -> scene.one(stale).equals("0"));

      String before = serial(search);
      acme.changeCertificate("search");
      until("the new certificate", () -> !serial(search).equals(before));
      Thread.sleep(2_000);

      enough.set(true);
      assertThat(talk.join()).as("turns that went well, and no other").isGreaterThan(5);
      for (AgentProcess process : new AgentProcess[] {agent, search}) {
        assertThat(process.log()).contains("credential_changed").doesNotContain("second-password");
        assertThat(process.process().isAlive()).isTrue();
      }
    }
  }

  private static Answer answer(ModelServer.Asked asked) {
    var messages = asked.body().get("messages");
    var last = messages.get(messages.size() - 1);
    return last.path("role").asText().equals("user")
        ? Answer.tool("search", "{\"query\":\"anything\"}")
        : Answer.text("it said: " + last.path("content").asText());
  }

  /** Each answer must tell of a tool that worked: it reads the database behind TLS. */
  private static int talk(AgentProcess agent, AtomicBoolean enough) {
    int turns = 0;
    while (!enough.get()) {
      assertThat(agent.answered(Map.of("message", "hello")).path("text").asText())
          .isEqualTo("it said: nothing found");
      turns++;
    }
    return turns;
  }

  /** The serial number of the certificate that the tool shows to a new connection. */
  private static String serial(AgentProcess tool) throws IOException, GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {new Anyone()}, null);
    int port = java.net.URI.create(tool.url("/")).getPort();
    try (SSLSocket socket =
        (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", port)) {
      socket.startHandshake();
      return ((X509Certificate) socket.getSession().getPeerCertificates()[0])
          .getSerialNumber()
          .toString();
    }
  }

  /** Looks and does not judge. */
  private static final class Anyone implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }

  private interface Question {
    boolean isTrue() throws Exception;
  }

  private static void until(String what, Question question) throws Exception {
    Instant end = Instant.now().plus(SECONDS);
    while (!question.isTrue()) {
      assertThat(Instant.now()).as(what).isBefore(end);
      Thread.sleep(100);
    }
  }
}
