package dev.tenantry.stores.valkey;

import dev.tenantry.naming.StoreNames;
import dev.tenantry.naming.TenantId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.StreamEntryID;

/** One key of every type for a tenant: names that an attacker guesses, and one that it does not. */
record Planted(TenantId tenant, String value) {
  /** In every value of the victim; no answer to anybody else may hold it. */
  static final String SECRET = "xK7-treasure";

  /** In the name of a key that nobody guesses: who shows it has listed keys. */
  static final String HIDDEN = "q9Z-hidden";

  void plant(Jedis admin) {
    admin.unlink(key("stream"));
    admin.set(key("string"), value);
    admin.set(key(HIDDEN), value);
    admin.hset(key("hash"), "field", value);
    admin.rpush(key("list"), value, value);
    admin.sadd(key("set"), value);
    admin.zadd(key("sorted-set"), 1, value);
    admin.geoadd(key("geo"), 13.4, 52.5, value);
    admin.pfadd(key("hyperloglog"), value);
    admin.xadd(key("stream"), new StreamEntryID(1, 1), Map.of("field", value));
  }

  /** A key of the type on which a group of commands works. */
  String keyFor(String group) {
    boolean typed =
        List.of("hash", "list", "set", "sorted-set", "geo", "hyperloglog", "stream")
            .contains(group);
    return key(typed ? group : "string");
  }

  String key(String name) {
    return StoreNames.keyPrefix(tenant) + name;
  }

  /** All of the tenant's keys with value and lifetime, and everybody's users. */
  List<String> fingerprint(Jedis admin) {
    List<String> all = new ArrayList<>();
    for (String key : new TreeSet<>(admin.keys(StoreNames.keyPrefix(tenant) + "*"))) {
      all.add(key + " " + admin.pexpireTime(key) + " " + Arrays.toString(admin.dump(key)));
    }
    admin.aclList().stream().sorted().forEach(all::add);
    return all;
  }
}
