package dev.tenantry.stores.valkey;

import static dev.tenantry.stores.Tenants.ATTACKER;
import static dev.tenantry.stores.Tenants.VICTIM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenantry.naming.StoreNames;
import dev.tenantry.naming.TenantId;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisAccessControlException;
import redis.clients.jedis.exceptions.JedisConnectionException;

/** Making, changing and removing users on a real server. */
class ValkeyServerIT {
  private static final PasswordHash FIRST = PasswordHash.of("first");
  private static final PasswordHash SECOND = PasswordHash.of("second");

  @TempDir private Path folder;

  @Test
  void twiceIsTheSameAsOnceAndDisturbsNobody() {
    try (TestServer server = new TestServer(folder);
        ValkeyServer stores = stores(server);
        Jedis admin = server.admin()) {
      stores.provision(user(ATTACKER, FIRST));
      List<String> users = admin.aclList();
      try (Jedis open = login(server, ATTACKER, "first")) {
        stores.provision(user(ATTACKER, FIRST));
        assertThat(open.ping()).isEqualTo("PONG");
      }
      assertThat(admin.aclList()).isEqualTo(users);
    }
  }

  @Test
  void whatSomebodyChangedByHandIsUndone() {
    try (TestServer server = new TestServer(folder);
        ValkeyServer stores = stores(server);
        Jedis admin = server.admin()) {
      stores.provision(user(ATTACKER, FIRST));
      List<String> users = admin.aclList();
      admin.aclSetUser(name(ATTACKER), "~*", "+@all", "allchannels", "nopass", "(~x* +get)");
      stores.provision(user(ATTACKER, FIRST));
      assertThat(admin.aclList()).isEqualTo(users);
    }
  }

  @Test
  void aRotationLetsBothPasswordsInAndItsEndDisconnectsTheOldOne() {
    try (TestServer server = new TestServer(folder);
        ValkeyServer stores = stores(server)) {
      stores.provision(user(ATTACKER, FIRST));
      Jedis old = login(server, ATTACKER, "first");
      stores.provision(user(ATTACKER, FIRST, SECOND));
      login(server, ATTACKER, "second").close();
      assertThat(old.ping()).isEqualTo("PONG");
      stores.provision(user(ATTACKER, SECOND));
      assertThatThrownBy(old::ping).isInstanceOf(JedisConnectionException.class);
      assertThatThrownBy(() -> login(server, ATTACKER, "first"))
          .isInstanceOf(JedisAccessControlException.class);
    }
  }

  @Test
  void aRemovedTenantIsGoneAndTheOtherOneHasLostNothing() {
    Planted other = new Planted(VICTIM, "kept");
    try (TestServer server = new TestServer(folder);
        ValkeyServer stores = stores(server);
        Jedis admin = server.admin()) {
      stores.provision(user(VICTIM, FIRST));
      List<String> before = fingerprintWithPlanted(other, admin);
      stores.provision(user(ATTACKER, FIRST));
      // More than one page of a scan.
      for (int i = 0; i < 1200; i++) {
        admin.set(StoreNames.keyPrefix(ATTACKER) + i, "v");
      }
      Jedis open = login(server, ATTACKER, "first");
      assertThat(stores.deprovision(ATTACKER)).isEqualTo(1200);
      assertThatThrownBy(open::ping).isInstanceOf(JedisConnectionException.class);
      assertThatThrownBy(() -> login(server, ATTACKER, "first"))
          .isInstanceOf(JedisAccessControlException.class);
      assertThat(admin.keys(StoreNames.keyPrefix(ATTACKER) + "*")).isEmpty();
      assertThat(other.fingerprint(admin)).isEqualTo(before);
      assertThat(stores.deprovision(ATTACKER)).isZero();
    }
  }

  @Test
  void usersOutliveTheServer() {
    try (TestServer server = new TestServer(folder)) {
      try (ValkeyServer stores = stores(server)) {
        stores.provision(user(ATTACKER, FIRST));
        stores.provision(user(VICTIM, FIRST));
        stores.deprovision(VICTIM);
      }
      server.restart();
      login(server, ATTACKER, "first").close();
      assertThatThrownBy(() -> login(server, VICTIM, "first"))
          .isInstanceOf(JedisAccessControlException.class);
    }
  }

  @Test
  void aServerThatLetsAnybodyInGetsNoTenants() {
    try (TestServer server = new TestServer(folder, "user default on nopass ~* &* +@all");
        ValkeyServer stores = stores(server)) {
      assertThatThrownBy(() -> stores.provision(user(ATTACKER, FIRST)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("ACL SETUSER default off");
    }
  }

  private static List<String> fingerprintWithPlanted(Planted planted, Jedis admin) {
    planted.plant(admin);
    return planted.fingerprint(admin);
  }

  private static ValkeyServer stores(TestServer server) {
    return new ValkeyServer(
        server.address(), TestServer.config("admin", TestServer.ADMIN_PASSWORD));
  }

  private static Jedis login(TestServer server, TenantId tenant, String password) {
    return server.login(name(tenant), password);
  }

  private static String name(TenantId tenant) {
    return StoreNames.login(tenant);
  }

  private static ValkeyUser user(TenantId tenant, PasswordHash... passwords) {
    return new ValkeyUser(tenant, Set.of(passwords));
  }
}
