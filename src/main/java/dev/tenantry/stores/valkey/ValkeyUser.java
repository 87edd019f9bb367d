package dev.tenantry.stores.valkey;

import dev.tenantry.naming.StoreNames;
import dev.tenantry.naming.TenantId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A tenant's user.
 *
 * @param passwords those that are valid: one, or two while one replaces the other
 */
public record ValkeyUser(TenantId tenant, Set<PasswordHash> passwords) {
  private static final int MOST_PASSWORDS = 2;

  /** Commands on the types of data; each of them names its keys, and the keys are checked. */
  private static final List<String> DATA =
      List.of(
          "+@string",
          "+@hash",
          "+@list",
          "+@set",
          "+@sortedset",
          "+@stream",
          "+@geo",
          "+@bitmap",
          "+@hyperloglog");

  /**
   * One by one what works on any key. Left out: COPY and MOVE, which reach the other databases of
   * the server, where nobody would erase; OBJECT, DUMP and MEMORY, which agents do not need; all
   * that lists keys, because the list would be everybody's.
   */
  private static final List<String> KEYS =
      List.of(
          "+del",
          "+exists",
          "+expire",
          "+expireat",
          "+expiretime",
          "+persist",
          "+pexpire",
          "+pexpireat",
          "+pexpiretime",
          "+pttl",
          "+rename",
          "+renamenx",
          "+touch",
          "+ttl",
          "+type",
          "+unlink");

  /** Without PUBSUB, which names everybody's channels. */
  private static final List<String> CHANNELS =
      List.of(
          "+publish",
          "+subscribe",
          "+psubscribe",
          "+unsubscribe",
          "+punsubscribe",
          "+spublish",
          "+ssubscribe",
          "+sunsubscribe");

  /** Without SELECT and CLIENT TRACKING: the latter tells the names of everybody's keys. */
  private static final List<String> CONNECTION =
      List.of(
          "+multi",
          "+exec",
          "+discard",
          "+watch",
          "+unwatch",
          "+hello",
          "+ping",
          "+echo",
          "+reset",
          "+quit",
          "+client|id",
          "+client|getname",
          "+client|setname");

  /**
   * Last, so that a category above cannot bring one of them back (SORT is such a one). PFMERGE with
   * one key alone writes to it without a look at the user's keys, in Redis 7.0 and Valkey 9.1.
   */
  private static final List<String> NEVER =
      List.of("-@dangerous", "-@admin", "-@scripting", "-select", "-pfmerge");

  /**
   * Checks that somebody can log in, and not by old passwords for ever.
   *
   * @throws IllegalArgumentException without or with more than two passwords
   */
  public ValkeyUser {
    if (passwords.isEmpty() || passwords.size() > MOST_PASSWORDS) {
      throw new IllegalArgumentException(
          "a Valkey user has one password, or two during a rotation, not " + passwords.size());
    }
    passwords = Set.copyOf(passwords);
  }

  /** The name with which the tenant logs in. */
  public String name() {
    return StoreNames.login(tenant);
  }

  /**
   * The words of {@code ACL SETUSER}, and of an ACL policy of Memorystore.
   *
   * <p>They start from nothing, so that applying them twice, or after somebody changed the user by
   * hand, ends in the same place.
   */
  public List<String> rules() {
    String prefix = StoreNames.keyPrefix(tenant);
    List<String> rules = new ArrayList<>(List.of("reset", "on"));
    new TreeSet<>(passwords.stream().map(PasswordHash::hex).toList())
        .forEach(hash -> rules.add("#" + hash));
    rules.addAll(List.of("~" + prefix + "*", "resetchannels", "&" + prefix + "*", "-@all"));
    rules.addAll(DATA);
    rules.addAll(KEYS);
    rules.addAll(CHANNELS);
    rules.addAll(CONNECTION);
    rules.addAll(NEVER);
    return List.copyOf(rules);
  }
}
