package dev.tenantry.stores.nats;

import static dev.tenantry.stores.Tenants.ATTACKER;
import static dev.tenantry.stores.Tenants.VICTIM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tenantry.naming.TenantId;
import dev.tenantry.stores.nats.TestServer.Tenant;
import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.Message;
import io.nats.client.PullSubscribeOptions;
import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.StreamConfiguration;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Making, changing and removing accounts on a real server that is never restarted. */
class NatsServerIT {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  @TempDir private static Path folder;
  private static TestServer server;
  private static NatsServer administrator;

  @BeforeAll
  static void startServer() throws Exception {
    server = new TestServer(folder);
    administrator = server.administrator();
  }

  @AfterAll
  static void stopServer() {
    administrator.close();
    server.close();
  }

  @Test
  void anAccountWorksAtOnceAndTwiceIsTheSameAsOnce() throws Exception {
    Tenant tenant = server.tenant(ATTACKER);
    String credentials = tenant.credentials(server.issuer());
    assertThatThrownBy(() -> NatsServer.connect(server.address(), credentials, PATIENCE))
        .isInstanceOf(IOException.class);
    administrator.provision(tenant.account());
    Connection open = connect(tenant);
    administrator.provision(tenant.account());
    open.flush(PATIENCE);
    assertThat(open.getStatus()).isEqualTo(Connection.Status.CONNECTED);
    open.close();
  }

  @Test
  void limitsHold() throws Exception {
    Tenant tenant = provisioned(ATTACKER);
    Connection open = connect(tenant);
    JetStreamManagement streams = open.jetStreamManagement();
    assertThatThrownBy(
            () -> streams.addStream(StreamConfiguration.builder().name("endless").build()))
        .isInstanceOf(JetStreamApiException.class)
        .hasMessageContaining("max bytes");
    assertThatThrownBy(() -> streams.addStream(stream("huge", 2 << 20)))
        .isInstanceOf(JetStreamApiException.class)
        .hasMessageContaining("storage");
    streams.addStream(stream("work", 1000));
    open.close();
  }

  @Test
  void aRemovedTenantIsGoneAndTheOtherOneHasLostNothing() throws Exception {
    Tenant gone = provisioned(ATTACKER);
    Tenant kept = provisioned(VICTIM);
    Connection open = connect(gone);
    open.jetStreamManagement().addStream(stream("work", 1000));
    open.jetStreamManagement().addStream(stream("more", 1000));
    Connection other = connect(kept);
    other.jetStreamManagement().addStream(stream("work", 1000));
    other.jetStream().publish("work", bytes("kept"));

    assertThat(administrator.deprovision(gone.account(), gone.key())).isEqualTo(2);

    await(() -> open.getStatus() == Connection.Status.CLOSED);
    assertThatThrownBy(() -> connect(gone)).isInstanceOf(IOException.class);
    assertThat(server.monitor("/jsz?accounts=true")).doesNotContain(gone.account().publicKey());
    assertThat(other.getStatus()).isEqualTo(Connection.Status.CONNECTED);
    Message message = other.jetStream().subscribe("work").nextMessage(PATIENCE);
    assertThat(new String(message.getData(), StandardCharsets.UTF_8)).isEqualTo("kept");
    assertThat(administrator.deprovision(gone.account(), gone.key())).isZero();
    other.close();
  }

  /** The same question and the same search in the answer as in KEDA's nats-jetstream scaler. */
  @Test
  void kedaReadsTheDepthOfOneTenantsQueue() throws Exception {
    Tenant tenant = provisioned(ATTACKER);
    Tenant other = provisioned(VICTIM);
    for (Tenant each : new Tenant[] {tenant, other}) {
      Connection open = connect(each);
      open.jetStreamManagement().addStream(stream("work", 10_000));
      open.jetStreamManagement()
          .addOrUpdateConsumer("work", ConsumerConfiguration.builder().durable("crew").build());
      for (int i = 0; i < (each == tenant ? 7 : 2); i++) {
        open.jetStream().publish("work", bytes("x"));
      }
      open.close();
    }
    QueueTrigger trigger = new QueueTrigger(tenant.account(), "work", "crew", 5);
    Map<String, String> metadata = trigger.metadata(server.monitoringAddress());
    assertThat(depth(metadata)).isEqualTo(7);
    // What a worker has taken and not acknowledged still counts.
    Connection open = connect(tenant);
    var worker = open.jetStream().subscribe(null, PullSubscribeOptions.bind("work", "crew"));
    assertThat(worker.fetch(3, PATIENCE)).hasSize(3);
    assertThat(depth(metadata)).isEqualTo(7);
    open.close();
  }

  private static int depth(Map<String, String> metadata) throws Exception {
    String account = metadata.get("account");
    JsonNode answer =
        new ObjectMapper()
            .readTree(server.monitor("/jsz?acc=" + account + "&consumers=true&config=true"));
    for (JsonNode detail : answer.path("account_details")) {
      if (!detail.path("name").asText().equals(account)) {
        continue;
      }
      for (JsonNode stream : detail.path("stream_detail")) {
        for (JsonNode consumer : stream.path("consumer_detail")) {
          if (stream.path("name").asText().equals(metadata.get("stream"))
              && consumer.path("name").asText().equals(metadata.get("consumer"))) {
            return consumer.path("num_pending").asInt() + consumer.path("num_ack_pending").asInt();
          }
        }
      }
    }
    throw new AssertionError("KEDA would find no queue in " + answer);
  }

  private static Tenant provisioned(TenantId id) throws IOException {
    Tenant tenant = server.tenant(id);
    administrator.provision(tenant.account());
    return tenant;
  }

  private static Connection connect(Tenant tenant) throws IOException {
    return NatsServer.connect(server.address(), tenant.credentials(server.issuer()), PATIENCE);
  }

  private static StreamConfiguration stream(String name, long bytes) {
    return StreamConfiguration.builder().name(name).subjects(name).maxBytes(bytes).build();
  }

  private static void await(BooleanSupplier condition) throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(end);
      Thread.sleep(20);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
