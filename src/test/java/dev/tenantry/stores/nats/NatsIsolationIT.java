package dev.tenantry.stores.nats;

import static dev.tenantry.stores.Tenants.ATTACKER;
import static dev.tenantry.stores.Tenants.VICTIM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenantry.stores.StoreKind;
import dev.tenantry.stores.TwoTenantTest;
import dev.tenantry.stores.nats.TestServer.Tenant;
import io.nats.client.Connection;
import io.nats.client.Dispatcher;
import io.nats.client.JetStreamManagement;
import io.nats.client.Message;
import io.nats.client.NKey;
import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.External;
import io.nats.client.api.Mirror;
import io.nats.client.api.Source;
import io.nats.client.api.StreamConfiguration;
import io.nats.client.support.JwtUtils;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One tenant's users against another one's subjects, streams and inboxes, on a real server. */
@TwoTenantTest(
    value = StoreKind.NATS,
    covers =
        "listening on every kind of subject while the other tenant works; reading, changing,"
            + " copying and deleting its streams; the system account's questions; forged tokens",
    leaves =
        "clusters of several servers and leaf nodes; the monitoring port, which asks nobody for a"
            + " login and which only the network closes; time that one tenant takes from all")
class NatsIsolationIT {
  private static final String SECRET = "xK7-treasure";
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  @TempDir(cleanup = org.junit.jupiter.api.io.CleanupMode.NEVER)
  private static Path folder;

  private static TestServer server;
  private static Tenant attacker;
  private static Tenant victim;
  private static Connection mine;
  private static Connection theirs;

  @BeforeAll
  static void startServerWithTwoTenants() throws Exception {
    server = new TestServer(folder);
    attacker = server.tenant(ATTACKER);
    victim = server.tenant(VICTIM);
    try (NatsServer administrator = server.administrator()) {
      administrator.provision(attacker.account());
      administrator.provision(victim.account());
    }
    mine = connect(attacker);
    theirs = connect(victim);
    JetStreamManagement streams = theirs.jetStreamManagement();
    streams.addStream(stream("work", "orders.>").build());
    streams.addOrUpdateConsumer("work", ConsumerConfiguration.builder().durable("crew").build());
    theirs.jetStream().publish("orders.1", bytes(SECRET));
    Dispatcher service =
        theirs.createDispatcher(m -> theirs.publish(m.getReplyTo(), bytes(SECRET)));
    service.subscribe("service");
    theirs.flush(PATIENCE);
  }

  @AfterAll
  static void stopServer() throws Exception {
    mine.close();
    theirs.close();
    server.close();
  }

  static List<String> subjects() {
    String id = victim.account().publicKey();
    return List.of(
        ">",
        "*",
        "orders.>",
        "service",
        "_INBOX.>",
        "_R_.>",
        "$JS.>",
        "$JS.API.>",
        "$JS.ACK.>",
        "$JS.EVENT.>",
        "$JSC.>",
        "$SYS.>",
        "$SYS.ACCOUNT.>",
        "$SYS.ACCOUNT." + id + ".>",
        "$SYS.REQ.>",
        "$KV.>",
        "$O.>",
        "$G.>",
        id + ".>");
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void aListenerHearsNothingOfAnotherAccount(String subject) throws Exception {
    assertThat(heard(mine, subject)).isEmpty();
  }

  /** The same ear in the victim's own account hears it: else the test above could not fail. */
  @Test
  void theListenerHearsWhatItMay() throws Exception {
    Connection inside = connect(victim);
    assertThat(heard(inside, ">")).anyMatch(text -> text.contains(SECRET));
    inside.close();
  }

  static List<String> questions() {
    String id = victim.account().publicKey();
    return List.of(
        "service",
        "orders.2 x",
        "$JS.API.STREAM.INFO.work",
        "$JS.API.STREAM.MSG.GET.work {\"seq\":1}",
        "$JS.API.DIRECT.GET.work {\"seq\":1}",
        "$JS.API.STREAM.DELETE.work",
        "$JS.API.STREAM.PURGE.work",
        "$JS.API.STREAM.SNAPSHOT.work {\"deliver_subject\":\"here\"}",
        "$JS.API.CONSUMER.NAMES.work",
        "$JS.API.CONSUMER.INFO.work.crew",
        "$JS.API.CONSUMER.MSG.NEXT.work.crew 1",
        "$JS.API.CONSUMER.DELETE.work.crew",
        "$JS.API.ACCOUNT.PURGE." + id,
        "$JS." + id + ".API.STREAM.NAMES",
        "$SYS.REQ.SERVER.PING",
        "$SYS.REQ.SERVER.PING.CONNZ",
        "$SYS.REQ.SERVER.PING.JSZ {\"accounts\":true,\"streams\":true}",
        "$SYS.REQ.SERVER.PING.SUBSZ {\"subscriptions\":true}",
        "$SYS.REQ.ACCOUNT.PING.CONNZ",
        "$SYS.REQ.ACCOUNT." + id + ".CONNZ",
        "$SYS.REQ.ACCOUNT." + id + ".SUBSZ",
        "$SYS.REQ.ACCOUNT." + id + ".INFO",
        "$SYS.REQ.ACCOUNT." + id + ".JSZ",
        "$SYS.REQ.ACCOUNT." + id + ".CLAIMS.LOOKUP",
        "$SYS.REQ.CLAIMS.LIST",
        "$SYS.REQ.CLAIMS.PACK",
        "$SYS.REQ.CLAIMS.UPDATE x",
        "$SYS.REQ.CLAIMS.DELETE x",
        "$SYS.REQ.SERVER.PING.KICK {\"cid\":1}");
  }

  @ParameterizedTest
  @MethodSource("questions")
  void aQuestionAboutAnotherAccountHasNoAnswer(String question) throws Exception {
    String[] words = question.split(" ", 2);
    byte[] body = bytes(words.length > 1 ? words[1] : "");
    Message answer = mine.request(words[0], body, Duration.ofMillis(400));
    String text = answer == null ? "" : new String(answer.getData(), StandardCharsets.UTF_8);
    assertThat(text).doesNotContain(SECRET, "orders", victim.account().publicKey());
    if (!text.isEmpty()) {
      assertThat(text).contains("\"error\"");
    }
    var work = theirs.jetStreamManagement().getStreamInfo("work");
    assertThat(work.getStreamState().getMsgCount()).isEqualTo(1);
    assertThat(theirs.jetStreamManagement().getConsumerInfo("work", "crew").getNumPending())
        .isEqualTo(1);
  }

  @Test
  void aCopyOfTheOthersStreamStaysEmpty() throws Exception {
    JetStreamManagement streams = mine.jetStreamManagement();
    External path = External.builder().api("$JS." + victim.account().publicKey() + ".API").build();
    streams.addStream(
        StreamConfiguration.builder()
            .name("mirror")
            .maxBytes(10_000)
            .mirror(Mirror.builder().sourceName("work").build())
            .build());
    streams.addStream(
        StreamConfiguration.builder()
            .name("copy")
            .maxBytes(10_000)
            .sources(Source.builder().sourceName("work").external(path).build())
            .build());
    // A copy inside of one account is there after a few milliseconds.
    Thread.sleep(1000);
    for (String name : List.of("mirror", "copy")) {
      assertThat(streams.getStreamInfo(name).getStreamState().getMsgCount()).isZero();
    }
  }

  @Test
  void ownUsersWorkOnSubjectsOfTheSameNames() throws Exception {
    Dispatcher service = mine.createDispatcher(m -> mine.publish(m.getReplyTo(), bytes("mine")));
    service.subscribe("service");
    Message answer = mine.request("service", bytes("x"), PATIENCE);
    assertThat(new String(answer.getData(), StandardCharsets.UTF_8)).isEqualTo("mine");
    mine.closeDispatcher(service);
  }

  @Test
  void aTokenForAnotherAccountNeedsThatAccountsKey() throws Exception {
    NKey user = NKey.createUser(new SecureRandom());
    String id = victim.account().publicKey();
    // In the victim's name, by the attacker's key: as a signing key, and as if it were its own.
    for (String issuer : List.of(NatsIssuer.publicKey(attacker.key()), id)) {
      String claims = "{\"type\":\"user\",\"version\":2,\"issuer_account\":\"" + id + "\"}";
      String token =
          JwtUtils.issueJWT(
              attacker.key(), NatsIssuer.publicKey(user), "x", null, 1, issuer, () -> claims);
      assertRefused(token, user);
    }
  }

  @Test
  void aStolenTokenWithoutItsSeedIsWorthNothing() throws Exception {
    String token = victim.credentials(server.issuer()).lines().skip(1).findFirst().orElseThrow();
    assertRefused(token, NKey.createUser(new SecureRandom()));
  }

  @Test
  void aTokenThatNeedsNoSeedIsRefused() throws Exception {
    NKey user = NKey.createUser(new SecureRandom());
    String claims = "{\"type\":\"user\",\"version\":2,\"bearer_token\":true}";
    String own = attacker.account().publicKey();
    assertRefused(
        JwtUtils.issueJWT(
            attacker.key(), NatsIssuer.publicKey(user), "x", null, 1, own, () -> claims),
        user);
  }

  private static void assertRefused(String token, NKey user) {
    String credentials =
        String.format(JwtUtils.NATS_USER_JWT_FORMAT, token, new String(user.getSeed()));
    Duration patience = Duration.ofSeconds(1);
    assertThatThrownBy(() -> NatsServer.connect(server.address(), credentials, patience))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("uthoriz");
  }

  /** What a listener hears while the victim publishes, asks, answers and uses its stream. */
  private static Queue<String> heard(Connection listener, String subject) throws Exception {
    Queue<String> heard = new ConcurrentLinkedQueue<>();
    Dispatcher ear =
        listener.createDispatcher(
            m -> heard.add(m.getSubject() + " " + new String(m.getData(), StandardCharsets.UTF_8)));
    ear.subscribe(subject);
    listener.flush(PATIENCE);
    theirs.publish("news", bytes(SECRET));
    theirs.request("service", bytes(SECRET), PATIENCE);
    theirs.jetStreamManagement().getStreamNames();
    theirs.jetStreamManagement().getStreamInfo("work");
    connect(victim).close();
    theirs.flush(PATIENCE);
    listener.flush(PATIENCE);
    Thread.sleep(50);
    if (listener.getStatus() == Connection.Status.CONNECTED) {
      listener.closeDispatcher(ear);
    }
    return heard;
  }

  private static Connection connect(Tenant tenant) throws IOException {
    return NatsServer.connect(server.address(), tenant.credentials(server.issuer()), PATIENCE);
  }

  private static StreamConfiguration.Builder stream(String name, String subject) {
    return StreamConfiguration.builder().name(name).subjects(subject).maxBytes(10_000);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
