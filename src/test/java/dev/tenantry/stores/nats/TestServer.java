package dev.tenantry.stores.nats;

import dev.tenantry.naming.TenantId;
import dev.tenantry.stores.RunningServer;
import io.nats.client.NKey;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** A real nats-server in operator mode with JetStream, as the pinned tools have it. */
public final class TestServer implements AutoCloseable {
  static final NatsLimits LIMITS = new NatsLimits(20, 100, 65_536, 0, 1 << 20, 5, 10);

  private static final Path ENVIRONMENT = Path.of("local/environment/target/environment.jar");
  private static final SecureRandom RANDOM = new SecureRandom();

  private final int port = RunningServer.freePort();
  private final int monitoring = RunningServer.freePort();
  private final NatsTrust trust;
  private final RunningServer server;

  public TestServer(Path folder) throws IOException, GeneralSecurityException {
    trust =
        new NatsTrust(
            NKey.createOperator(RANDOM), NKey.createAccount(RANDOM), InstantSource.system());
    Files.writeString(folder.resolve("nats.conf"), configuration());
    server = RunningServer.start(folder, List.of(program(), "-c", "nats.conf"));
    server.awaitReady(() -> monitor("/healthz"));
  }

  private String configuration() {
    return """
        listen: 127.0.0.1:%d
        http: 127.0.0.1:%d
        resolver { type: full, dir: accounts, allow_delete: true }
        jetstream { store_dir: data, max_memory_store: 16M, max_file_store: 64M }
        %s
        """
        .formatted(port, monitoring, trust.configuration());
  }

  /** The path that the local environment's tools command prints; it builds what is missing. */
  private static String program() throws IOException {
    if (!Files.exists(ENVIRONMENT)) {
      throw new AssertionError(ENVIRONMENT + " is missing. Run: make build");
    }
    Process tools =
        new ProcessBuilder("java", "-jar", ENVIRONMENT.toString(), "tools", "nats-server")
            .redirectErrorStream(true)
            .start();
    String printed = new String(tools.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return printed
        .lines()
        .filter(line -> line.startsWith("nats-server ") && line.contains(": /"))
        .map(line -> line.substring(line.indexOf(": /") + 2))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no nats-server:\n" + printed));
  }

  public String address() {
    return "nats://127.0.0.1:" + port;
  }

  String monitoringAddress() {
    return "127.0.0.1:" + monitoring;
  }

  public NatsIssuer issuer() {
    return trust.issuer();
  }

  /** The administrator's way in, as a provisioner has it. */
  public NatsServer administrator() throws IOException {
    return new NatsServer(address(), trust.administrator(Duration.ofHours(1)), trust.issuer());
  }

  /** A new account for a tenant; the key is what a provisioner keeps. */
  public Tenant tenant(TenantId id) {
    try {
      NKey key = NKey.createAccount(RANDOM);
      return new Tenant(new NatsAccount(id, NatsIssuer.publicKey(key), LIMITS), key);
    } catch (GeneralSecurityException | IOException e) {
      throw new AssertionError(e);
    }
  }

  /** A tenant's account with its key. */
  public record Tenant(NatsAccount account, NKey key) {
    public String credentials(NatsIssuer issuer) {
      return issuer.credentials(key, "agent", Duration.ofHours(1));
    }
  }

  /** Asks the monitoring as KEDA and an attacker on its network would: without any login. */
  String monitor(String path) throws IOException, InterruptedException {
    HttpRequest question =
        HttpRequest.newBuilder(URI.create("http://" + monitoringAddress() + path)).build();
    HttpResponse<String> answer =
        HttpClient.newHttpClient().send(question, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException(path + ": " + answer.statusCode() + " " + answer.body());
    }
    return answer.body();
  }

  @Override
  public void close() {
    server.close();
  }
}
