package dev.tenantry.stores.valkey;

import java.util.List;
import java.util.Locale;

/**
 * Attacks by name and number of steps that no description of single commands would give.
 *
 * <p>{@code V:} and {@code O:} stand for the victim's and the attacker's own prefix.
 */
final class Attacks {
  private static final String ALL =
      """
      GET V:string
      MGET O:string V:string
      COPY V:string O:string
      COPY O:string V:string REPLACE
      COPY O:string O:string DB 1
      MOVE O:string 1
      RENAME V:string O:string
      RENAME O:string V:string
      SORT O:list BY V:string GET V:string
      SORT_RO O:list GET V:string
      SUNIONSTORE O:set V:set
      ZUNIONSTORE rank 2 O:sorted-set V:sorted-set
      BITOP NOT O:string V:string
      GEOSEARCHSTORE V:geo O:geo FROMLONLAT 13 52 BYRADIUS 9 km
      GEORADIUS O:geo 13 52 9 km STORE V:string
      PFMERGE O:hyperloglog V:hyperloglog
      PFMERGE V:hyperloglog
      PFMERGE V:string
      PFMERGE V:absent
      LMOVE V:list O:list LEFT LEFT
      XREAD STREAMS O:stream V:stream 0 0
      XGROUP CREATE V:stream g 0
      XREADGROUP GROUP g c STREAMS V:stream >
      XINFO STREAM V:stream
      OBJECT ENCODING V:string
      DUMP V:string
      RESTORE V:string 0 x REPLACE
      DEBUG OBJECT V:string
      MEMORY USAGE V:string
      WATCH V:string
      MULTI ; GET V:string ; EXEC
      MULTI ; SELECT 1 ; EXEC
      EVAL return(redis.call('get',KEYS[1])) 1 V:string
      EVAL return(redis.call('get','V:string')) 0
      EVALSHA e0e1f9fabfc9d4800c877a703b823ac0578ff8db 0
      SCRIPT LOAD return(1)
      SCRIPT FLUSH
      FUNCTION LIST
      FUNCTION LOAD x
      FCALL f 0
      MODULE LIST
      MODULE LOAD /tmp/x.so
      SELECT 1
      SWAPDB 0 1
      KEYS *
      SCAN 0 MATCH V:*
      RANDOMKEY
      DBSIZE
      FLUSHALL
      FLUSHDB
      MONITOR
      INFO
      CLIENT LIST
      CLIENT INFO
      CLIENT KILL USER victim
      CLIENT PAUSE 1000
      CLIENT NO-EVICT ON
      CLIENT TRACKING ON BCAST
      HELLO 3 ; CLIENT TRACKING ON BCAST PREFIX V:
      SLOWLOG GET
      LATENCY LATEST
      ACL LIST
      ACL WHOAMI
      ACL GETUSER victim
      ACL SETUSER default on nopass ~* +@all
      ACL LOG
      CONFIG GET requirepass
      CONFIG SET notify-keyspace-events KEA
      REPLICAOF 127.0.0.1 1
      PSYNC ? -1
      MIGRATE 127.0.0.1 1 V:string 0 100 COPY
      SHUTDOWN NOSAVE
      BGSAVE
      CLUSTER NODES
      PUBSUB CHANNELS
      PUBSUB NUMSUB V:string
      SUBSCRIBE V:string
      PSUBSCRIBE *
      PSUBSCRIBE V:*
      SSUBSCRIBE V:string
      PSUBSCRIBE __key*__:*
      SUBSCRIBE __keyspace@0__:V:string
      SUBSCRIBE __redis__:invalidate
      PUBLISH V:string x
      SPUBLISH V:string x
      AUTH default x
      AUTH victim guess
      AUTH guess
      HELLO 3 AUTH victim guess
      RESET ; GET V:string
      RESET ; AUTH default x
      SET OWN-PREFIX-WITHOUT-COLON x
      GET OWN-PREFIX-WITHOUT-COLON
      SET t: x
      GET THEIRS-IN-CAPITALS
      GET *
      """;

  private Attacks() {}

  /** With the tenants' names and keys; steps are separated by {@code " ; "}. */
  static List<String> all(Planted own, Planted victim) {
    String prefix = own.key("");
    return ALL.lines()
        .map(line -> line.replace("O:", prefix).replace("V:", victim.key("")))
        .map(line -> line.replace("OWN-PREFIX-WITHOUT-COLON", prefix.replaceAll(":$", "")))
        .map(
            line ->
                line.replace("THEIRS-IN-CAPITALS", victim.key("string").toUpperCase(Locale.ROOT)))
        .map(line -> line.replace("victim", "t_" + victim.tenant().hex()))
        .toList();
  }
}
