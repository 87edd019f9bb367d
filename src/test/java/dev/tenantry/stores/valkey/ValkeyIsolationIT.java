package dev.tenantry.stores.valkey;

import static dev.tenantry.stores.Tenants.ATTACKER;
import static dev.tenantry.stores.Tenants.VICTIM;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.golden.Golden;
import dev.tenantry.naming.StoreNames;
import dev.tenantry.stores.StoreKind;
import dev.tenantry.stores.TwoTenantTest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import redis.clients.jedis.Jedis;

/** One tenant's user against another one's keys and channels, on a real server. */
@TwoTenantTest(
    value = StoreKind.VALKEY,
    covers =
        "every command that the server names in COMMAND DOCS, with every choice and option, on the"
            + " other tenant's keys and channels; named attacks in several steps; notifications",
    leaves =
        "memory and time that one tenant takes from all; modules; cluster mode; Memorystore, which"
            + " takes the same rules by its own API")
class ValkeyIsolationIT {
  private static final String PASSWORD = "password-of-both-in-this-test-only";
  private static final Planted OWN = new Planted(ATTACKER, "own");
  private static final Planted THEIRS = new Planted(VICTIM, Planted.SECRET);
  private static final String USER = StoreNames.login(ATTACKER);

  @TempDir private static Path folder;
  private static TestServer server;
  private static Jedis admin;

  @BeforeAll
  static void startServer() {
    server = new TestServer(folder);
    admin = server.admin();
  }

  @AfterAll
  static void stopServer() {
    admin.close();
    server.close();
  }

  @BeforeEach
  void plant() {
    admin.flushAll();
    try (ValkeyServer stores =
        new ValkeyServer(server.address(), TestServer.config("admin", TestServer.ADMIN_PASSWORD))) {
      stores.provision(new ValkeyUser(ATTACKER, Set.of(PasswordHash.of(PASSWORD))));
      stores.provision(new ValkeyUser(VICTIM, Set.of(PasswordHash.of(PASSWORD))));
    }
    OWN.plant(admin);
    THEIRS.plant(admin);
  }

  @Test
  void noCommandOfTheServerReachesAnotherTenantsData() {
    List<String> settings = settings();
    List<ServerCommand> commands = ServerCommand.all(admin);
    CommandSweep sweep = sweep().run(commands);
    assertThat(sweep.findings()).isEmpty();
    assertThat(sweep.unjudged(commands)).isEmpty();
    assertThat(settings()).isEqualTo(settings);
    // Both are lower bounds, so that a description that is no longer read is noticed.
    assertThat(sweep.runnable()).hasSizeGreaterThan(150).contains("get", "xadd", "publish");
    assertThat(sweep.calls()).isGreaterThan(2500);
    if (TestServer.isPinned()) {
      Golden.assertMatches(
          "stores/valkey-commands.txt",
          "What a tenant's user may run on Redis 7.0.15, on its own keys and channels only.\n"
              + "Every other command of the server is refused.\n\n"
              + String.join("\n", sweep.runnable())
              + "\n");
    }
  }

  /** The sweep has to find each of these holes, or it would find nothing anywhere. */
  @ParameterizedTest
  @CsvSource({
    "~*, GET, showed the victim's data",
    "~*, SET, changed the victim's data or a user",
    "~*, EXISTS, was answered",
    "%R~*, STRLEN, was answered",
    "+pfmerge, PFMERGE, changed the victim's data or a user",
    "+keys, KEYS, showed the victim's data",
    "+scan, SCAN, showed the victim's data",
    "+flushall, FLUSHALL, changed the victim's data or a user",
    "&*, SUBSCRIBE, was answered",
    "&*, PUBLISH, was answered",
  })
  void theSweepSeesAHole(String hole, String command, String finding) {
    admin.aclSetUser(USER, hole);
    List<ServerCommand> only =
        ServerCommand.all(admin).stream().filter(c -> c.name().equalsIgnoreCase(command)).toList();
    assertThat(sweep().run(only).findings()).anyMatch(line -> line.contains(finding));
  }

  static List<String> attacks() {
    return Attacks.all(OWN, THEIRS);
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void anAttackEndsWithARefusal(String attack) {
    List<String> before = THEIRS.fingerprint(admin);
    List<String> answers = new ArrayList<>();
    Reply last = new Reply(false, "");
    try (Jedis connection = server.login(USER, PASSWORD)) {
      for (String step : attack.split(" ; ")) {
        last = Reply.of(connection, Arrays.asList(step.split(" ")));
        answers.add(last.text());
      }
    }
    assertThat(last.error()).as("%s", answers).isTrue();
    assertThat(last.text()).isNotEqualTo("(nothing)");
    assertThat(answers.toString()).doesNotContain(Planted.SECRET, Planted.HIDDEN);
    assertThat(THEIRS.fingerprint(admin)).isEqualTo(before);
  }

  @Test
  void aSubscriberHearsItsOwnChannelsAndNobodyElses() {
    try (Jedis connection = server.login(USER, PASSWORD);
        Jedis victim = server.login(StoreNames.login(VICTIM), PASSWORD)) {
      String all = StoreNames.keyPrefix(ATTACKER) + "*";
      assertThat(Reply.of(connection, List.of("PSUBSCRIBE", all)).error()).isFalse();
      // Keyspace notifications of every kind are on in this server; these make some.
      victim.set(THEIRS.key("string"), Planted.SECRET);
      victim.publish(THEIRS.key("news"), Planted.SECRET);
      admin.publish(OWN.key("news"), "for the attacker");
      // The victim's came first; had any of them been for this connection, it would be read here.
      String first = Reply.flat(connection.getConnection().getUnflushedObject());
      assertThat(first).contains(OWN.key("news")).contains("for the attacker");
    }
  }

  @Test
  void aTenantWorksWithItsOwnKeysAndChannels() {
    try (Jedis connection = server.login(USER, PASSWORD)) {
      assertThat(connection.set(OWN.key("cache"), "v")).isEqualTo("OK");
      assertThat(connection.get(OWN.key("cache"))).isEqualTo("v");
      assertThat(connection.expire(OWN.key("cache"), 60)).isEqualTo(1);
      assertThat(connection.lpush(OWN.key("work"), "a", "b")).isEqualTo(2);
      assertThat(connection.blpop(1, OWN.key("work"))).contains("b");
      assertThat(connection.zincrby(OWN.key("rank"), 2, "m")).isEqualTo(2);
      assertThat(connection.rename(OWN.key("cache"), OWN.key("moved"))).isEqualTo("OK");
      var transaction = connection.multi();
      transaction.incr(OWN.key("n"));
      assertThat(transaction.exec()).containsExactly(1L);
      assertThat(connection.publish(OWN.key("news"), "x")).isZero();
    }
  }

  private CommandSweep sweep() {
    return new CommandSweep(server, USER, PASSWORD, OWN, THEIRS);
  }

  private static List<String> settings() {
    return admin.configGet("*").entrySet().stream().map(Object::toString).sorted().toList();
  }
}
