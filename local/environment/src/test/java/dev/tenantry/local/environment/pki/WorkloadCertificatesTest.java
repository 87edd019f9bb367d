package dev.tenantry.local.environment.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenantry.local.environment.state.StateFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkloadCertificatesTest {
  private static final String AGENT = "spiffe://tenantry.local/ns/tenant-acme/sa/agent-support";
  private static final List<String> LOOPBACK = List.of("127.0.0.1", "localhost");

  @TempDir private Path temp;

  @Test
  void theUriAndTheHostsAreInTheCertificate() throws Exception {
    ensure(Instant.now(), "tool", "acme", AGENT, LOOPBACK);
    X509Certificate certificate = certificate("tool");
    assertThat(certificate.getSubjectAlternativeNames())
        .extracting(name -> name.get(0) + " " + name.get(1))
        .containsExactlyInAnyOrder("6 " + AGENT, "7 127.0.0.1", "2 localhost");
    assertThat(Files.readString(folder("tool").resolve("tls.key")))
        .startsWith("-----BEGIN PRIVATE KEY-----");
  }

  // As a tool sees its caller: by the URI, over a connection in which both show who they are.
  @Test
  void twoOfOneAuthorityTalkAndEachSeesWhoTheOtherIs() throws Exception {
    ensure(Instant.now(), "agent", "acme", AGENT, List.of());
    ensure(Instant.now(), "tool", "acme", AGENT + "-tool-sql", LOOPBACK);
    X509Certificate caller = handshake("agent", "tool");
    assertThat(caller.getSubjectAlternativeNames())
        .extracting(name -> name.get(1).toString())
        .containsExactly(AGENT);
  }

  @Test
  void anAgentOfAnotherTenantIsNotEvenHeard() {
    ensure(Instant.now(), "agent", "globex", AGENT, List.of());
    ensure(Instant.now(), "tool", "acme", AGENT + "-tool-sql", LOOPBACK);
    assertThatThrownBy(() -> handshake("agent", "tool")).isInstanceOf(SSLHandshakeException.class);
  }

  // A tool that was taken over must not become somebody who calls tools.
  @Test
  void aToolCannotPassForACaller() {
    ensure(Instant.now(), "other", "acme", AGENT + "-tool-search", LOOPBACK);
    ensure(Instant.now(), "tool", "acme", AGENT + "-tool-sql", LOOPBACK);
    assertThatThrownBy(() -> handshake("other", "tool"))
        .isInstanceOf(SSLHandshakeException.class)
        .hasMessageContaining("Extended key usage");
  }

  @Test
  void nothingChangesWhileACertificateIsGoodAndIsRenewedAMonthBefore() throws Exception {
    Instant now = Instant.parse("2026-03-01T00:00:00Z");
    ensure(now, "tool", "acme", AGENT, LOOPBACK);
    X509Certificate first = certificate("tool");
    ensure(now.plus(Duration.ofDays(300)), "tool", "acme", AGENT, LOOPBACK);
    assertThat(certificate("tool")).isEqualTo(first);
    String authority = Files.readString(folder("tool").resolve("ca.crt"));
    ensure(now.plus(Duration.ofDays(340)), "tool", "acme", AGENT, LOOPBACK);
    assertThat(certificate("tool").getNotAfter()).isAfter(first.getNotAfter());
    assertThat(folder("tool").resolve("ca.crt")).hasContent(authority);
  }

  @Test
  void anotherUriHostOrAuthorityIsAnotherCertificate() throws IOException {
    Instant now = Instant.now();
    ensure(now, "tool", "acme", AGENT, LOOPBACK);
    X509Certificate first = certificate("tool");
    ensure(now, "tool", "acme", AGENT + "x", LOOPBACK);
    X509Certificate second = certificate("tool");
    ensure(now, "tool", "acme", AGENT + "x", List.of());
    X509Certificate third = certificate("tool");
    StateFolder.deleteTree(temp.resolve("authorities"));
    ensure(now, "tool", "acme", AGENT + "x", List.of());
    assertThat(List.of(first, second, third, certificate("tool"))).doesNotHaveDuplicates();
  }

  private void ensure(
      Instant now, String process, String authority, String uri, List<String> hosts) {
    Clock clock = Clock.fixed(now, ZoneOffset.UTC);
    new WorkloadCertificates(temp.resolve("authorities"), clock)
        .ensure(folder(process), authority, process, uri, hosts);
  }

  private Path folder(String process) {
    return temp.resolve(process);
  }

  private X509Certificate certificate(String process) {
    return Pem.certificate(folder(process).resolve("tls.crt"));
  }

  private SSLContext context(String process) {
    Path folder = folder(process);
    KeyFiles own = new KeyFiles(folder.resolve("tls.crt"), folder.resolve("tls.key"));
    return MutualTls.context(new KeyFiles(folder.resolve("ca.crt"), own.key()), own);
  }

  /** Returns what the server sees of its client. */
  private X509Certificate handshake(String client, String server) throws Exception {
    try (SSLServerSocket listener =
        (SSLServerSocket) context(server).getServerSocketFactory().createServerSocket(0)) {
      listener.setNeedClientAuth(true);
      Thread caller = new Thread(() -> call(client, listener.getLocalPort()));
      caller.start();
      try (SSLSocket accepted = (SSLSocket) listener.accept()) {
        accepted.startHandshake();
        SSLSession session = accepted.getSession();
        return (X509Certificate) session.getPeerCertificates()[0];
      } finally {
        caller.join();
      }
    }
  }

  private void call(String client, int port) {
    try (SSLSocket socket =
        (SSLSocket) context(client).getSocketFactory().createSocket("127.0.0.1", port)) {
      socket.startHandshake();
      socket.getInputStream().read();
    } catch (IOException e) {
      // The server's side says why.
    }
  }
}
