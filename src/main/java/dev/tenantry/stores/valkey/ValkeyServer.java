package dev.tenantry.stores.valkey;

import dev.tenantry.naming.StoreNames;
import dev.tenantry.naming.TenantId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.args.ClientType;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.params.ClientKillParams;
import redis.clients.jedis.params.ScanParams;
import redis.clients.jedis.resps.AccessControlUser;
import redis.clients.jedis.resps.ScanResult;

/** One Valkey or Redis server (version 7 or newer, not a cluster), as its administrator. */
public final class ValkeyServer implements AutoCloseable {
  private static final String DEFAULT_USER = "default";

  /** Keys that one round trip looks at; more would hold up other tenants. */
  private static final int SCAN_COUNT = 500;

  private final Jedis admin;

  /**
   * Connects.
   *
   * @param login of a user with all rights, with TLS wherever the network is not trusted
   * @throws JedisException if nobody answers or the login is refused
   */
  public ValkeyServer(HostAndPort address, JedisClientConfig login) {
    this.admin = new Jedis(address, login);
    this.admin.connect();
  }

  /**
   * Makes the tenant's user what {@link ValkeyUser#rules} says; safe to repeat.
   *
   * <p>Who is logged in with a password that is no longer valid is disconnected; others are not.
   *
   * @throws IllegalStateException if the server lets anybody in without a password, or would forget
   *     its users at the next start
   * @throws JedisException if the server refuses or is gone; nothing is half done then
   */
  public void provision(ValkeyUser user) {
    checkDoor();
    boolean revoked = !user.passwords().containsAll(passwords(user.name()));
    admin.aclSetUser(user.name(), user.rules().toArray(String[]::new));
    if (revoked) {
      disconnect(user.name());
    }
    admin.aclSave();
  }

  /**
   * Removes the tenant's user, its connections and its keys; safe to repeat.
   *
   * @return how many keys were deleted, for the evidence of an erasure
   * @throws JedisException if the server refuses or is gone; call it again then
   */
  public long deprovision(TenantId tenant) {
    // First the user, and with it its connections: who is still in could write behind the scan.
    admin.aclDelUser(StoreNames.login(tenant));
    admin.aclSave();
    return deleteKeys(StoreNames.keyPrefix(tenant) + "*");
  }

  @Override
  public void close() {
    admin.close();
  }

  private void checkDoor() {
    AccessControlUser anybody = admin.aclGetUser(DEFAULT_USER);
    List<String> flags = anybody.getFlags();
    if (flags.contains("on") && flags.contains("nopass")) {
      throw new IllegalStateException(
          "the server's user default is on and has no password, so anybody who reaches the server"
              + " is every tenant; switch it off: ACL SETUSER default off");
    }
    Map<String, String> file = admin.configGet("aclfile");
    if (file.getOrDefault("aclfile", "").isEmpty()) {
      throw new IllegalStateException(
          "the server keeps no users over a restart; start it with the setting aclfile");
    }
  }

  private Set<PasswordHash> passwords(String name) {
    Set<PasswordHash> known = new HashSet<>();
    if (admin.aclUsers().contains(name)) {
      admin.aclGetUser(name).getPasswords().forEach(hash -> known.add(new PasswordHash(hash)));
    }
    return known;
  }

  private void disconnect(String name) {
    for (ClientType type : List.of(ClientType.NORMAL, ClientType.PUBSUB)) {
      admin.clientKill(ClientKillParams.clientKillParams().type(type).user(name));
    }
  }

  private long deleteKeys(String pattern) {
    long deleted = 0;
    ScanParams some = new ScanParams().match(pattern).count(SCAN_COUNT);
    String cursor = ScanParams.SCAN_POINTER_START;
    do {
      ScanResult<String> page = admin.scan(cursor, some);
      if (!page.getResult().isEmpty()) {
        deleted += admin.unlink(page.getResult().toArray(String[]::new));
      }
      cursor = page.getCursor();
    } while (!cursor.equals(ScanParams.SCAN_POINTER_START));
    return deleted;
  }
}
