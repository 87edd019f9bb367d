package dev.tenantry.local.environment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.local.environment.pki.Certificates;
import dev.tenantry.local.environment.pki.MutualTls;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One running environment and what holds while it runs. */
class EnvironmentIT {
  @TempDir static Path temp;
  private static Sandbox sandbox;

  @BeforeAll
  static void start() {
    sandbox = Sandbox.in(temp.resolve("it's one"));
    Run up = sandbox.up();
    assertThat(up.exitCode()).as(up.out() + up.err()).isZero();
    assertThat(up.out()).contains("provider kubernetes", "test provider", "ready");
  }

  @AfterAll
  static void stop() {
    sandbox.run("clean");
  }

  @Test
  void aSecondUpIsQuickAndRestartsNothing() {
    Map<String, Long> before = sandbox.pids();
    long start = System.nanoTime();
    assertThat(sandbox.up().exitCode()).isZero();
    // Several times the usual 0.4 s, for a loaded machine.
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    assertThat(sandbox.pids()).isEqualTo(before).hasSize(7);
  }

  @Test
  void twoUpsAtOnceAreSafe() {
    Map<String, Long> before = sandbox.pids();
    CompletableFuture<Run> other = CompletableFuture.supplyAsync(() -> sandbox.up());
    assertThat(sandbox.up().exitCode()).isZero();
    assertThat(other.join().exitCode()).isZero();
    assertThat(sandbox.pids()).isEqualTo(before);
  }

  @Test
  void statusShowsThatAllIsWell() {
    Run status = sandbox.run("status");
    assertThat(status.exitCode()).as(status.out()).isZero();
    assertThat(status.out().lines().filter(line -> line.endsWith("well"))).hasSize(7);
  }

  @Test
  void theExportsLeadToThisClusterAndItsTools() {
    assertThat(sandbox.shell("kubectl get namespace default -o name").output().strip())
        .isEqualTo("namespace/default");
    assertThat(sandbox.shell("kubectl config get-contexts -o name").output().strip())
        .isEqualTo("tenantry-local");
    assertThat(sandbox.shell("command -v pulumi").output()).contains(sandbox.state().bin() + "");
    assertThat(sandbox.shell("pulumi plugin ls").output()).contains("kubernetes", "gcp");
  }

  @Test
  void aSecretIsEncryptedInEtcd() throws Exception {
    String create = "kubectl create secret generic one --from-literal=word=open-sesame";
    assertThat(sandbox.shell(create).succeeded()).isTrue();
    String stored = storedValue("/registry/secrets/default/one");
    assertThat(stored).startsWith("k8s:enc:secretbox:").doesNotContain("open-sesame");
    assertThat(sandbox.shell("kubectl get secret one -o jsonpath={.data.word}").output())
        .isEqualTo(Base64.getEncoder().encodeToString("open-sesame".getBytes()));
    assertThat(Files.readString(sandbox.state().log("audit")))
        .contains("\"resource\":\"secrets\"")
        .doesNotContain(Base64.getEncoder().encodeToString("open-sesame".getBytes()));
  }

  /** Reads etcd beside the API server, through etcd's own JSON gateway. */
  private static String storedValue(String key) throws Exception {
    Certificates certificates = new Certificates(sandbox.state().pki(), Clock.systemUTC());
    HttpClient client =
        HttpClient.newBuilder()
            .sslContext(MutualTls.context(certificates.etcd(), certificates.leaf("etcd-client")))
            .build();
    String encodedKey = Base64.getEncoder().encodeToString(key.getBytes(StandardCharsets.UTF_8));
    URI uri = URI.create("https://127.0.0.1:" + sandbox.port("etcd") + "/v3/kv/range");
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .POST(HttpRequest.BodyPublishers.ofString("{\"key\":\"" + encodedKey + "\"}"))
            .build();
    String answer = client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    String value = answer.replaceAll("(?s).*\"value\":\"([^\"]*)\".*", "$1");
    return new String(Base64.getDecoder().decode(value), StandardCharsets.ISO_8859_1);
  }

  @Test
  void aPrivilegedPodIsRefusedInARestrictedNamespace() {
    String script =
        "kubectl create namespace strict >/dev/null"
            + " && kubectl label namespace strict pod-security.kubernetes.io/enforce=restricted"
            + " && kubectl -n strict run bad --image=example/none --privileged";
    var outcome = sandbox.shell(script);
    assertThat(outcome.succeeded()).isFalse();
    assertThat(outcome.output()).contains("violates PodSecurity \"restricted");
  }

  // An account of a namespace may nothing until a role says so.
  @Test
  void accessIsDecidedByRoles() {
    String ask = "kubectl auth can-i list secrets --as=system:serviceaccount:default:default";
    assertThat(sandbox.shell(ask).output().strip()).endsWith("no");
  }

  @Test
  void requestsWithoutACertificateAreRefused() throws Exception {
    Certificates certificates = new Certificates(sandbox.state().pki(), Clock.systemUTC());
    String authority = certificates.cluster().certificate().toString();
    String server = "https://127.0.0.1:" + sandbox.port("kube-apiserver");
    Path bare = temp.resolve("bare.kubeconfig");
    Files.writeString(bare, "{}");
    var outcome =
        sandbox.shell(
            "kubectl --kubeconfig '"
                + bare.toString().replace("'", "'\\''")
                + "' --server="
                + server
                + " --certificate-authority='"
                + authority.replace("'", "'\\''")
                + "' --token=none get namespaces");
    assertThat(outcome.output()).contains("logged in");
  }

  @Test
  void postgresRefusesAWrongPassword() throws Exception {
    String url = "jdbc:postgresql://127.0.0.1:" + sandbox.port("postgres") + "/tenantry";
    String password = Files.readString(sandbox.state().passwordFile()).strip();
    password = password.substring(password.lastIndexOf(':') + 1);
    try (var connection = DriverManager.getConnection(url, "postgres", password);
        var answer = connection.createStatement().executeQuery("show server_encoding")) {
      answer.next();
      assertThat(answer.getString(1)).isEqualTo("UTF8");
    }
    assertThat(stateOf(url, "wrong")).isEqualTo("28P01");
  }

  private static String stateOf(String url, String password) {
    try (var connection = DriverManager.getConnection(url, "postgres", password)) {
      return "accepted by " + connection;
    } catch (SQLException e) {
      return e.getSQLState();
    }
  }

  // Who asks without a token is nobody, and the keys are those of the first start.
  @Test
  void theQueueBelievesItsOperatorAloneAndKeepsItsKeys() throws Exception {
    Path keys = sandbox.state().root().resolve("queue");
    String operator = Files.readString(keys.resolve("operator.nk"));
    assertThat(operator).startsWith("SO");
    try (Socket stranger = new Socket("127.0.0.1", sandbox.port("nats-server"))) {
      stranger.getOutputStream().write("CONNECT {}\r\nPING\r\n".getBytes());
      String answer = new String(stranger.getInputStream().readAllBytes());
      assertThat(answer).contains("Authorization Violation").doesNotContain("PONG");
    }
    assertThat(sandbox.shell("echo $TENANTRY_QUEUE_URL").output().strip())
        .isEqualTo("nats://127.0.0.1:" + sandbox.port("nats-server"));
    assertThat(sandbox.up().exitCode()).isZero();
    assertThat(keys.resolve("operator.nk")).hasContent(operator);
  }

  @Test
  void filesWithKeysAndPasswordsArePrivate() throws Exception {
    for (Path file :
        List.of(
            sandbox.state().kubeconfig(),
            sandbox.state().passwordFile(),
            sandbox.state().config().resolve("encryption.yaml"),
            sandbox.state().config().resolve("postgres-password"),
            sandbox.state().root().resolve("queue/operator.nk"),
            sandbox.state().root().resolve("queue/system-account.nk"))) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .as(file.toString())
          .isEqualTo("rw-------");
    }
  }
}
