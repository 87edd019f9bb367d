package dev.tenantry.stores.nats;

import java.util.Map;
import java.util.TreeMap;

/**
 * What an account may use at most, over all servers of a cluster.
 *
 * @param connections of clients at the same time
 * @param subscriptions per connection
 * @param payloadBytes of one message
 * @param memoryBytes of all streams in memory; 0 allows none
 * @param diskBytes of all streams in files; 0 allows none
 * @param streams in the account
 * @param consumers in the account
 */
public record NatsLimits(
    int connections,
    int subscriptions,
    int payloadBytes,
    long memoryBytes,
    long diskBytes,
    int streams,
    int consumers) {
  /** NATS takes 0 for "none" here and -1 for "no limit" there; neither is what is meant. */
  public NatsLimits {
    if (connections < 1 || subscriptions < 1 || payloadBytes < 1 || streams < 1 || consumers < 1) {
      throw new IllegalArgumentException("limits of a NATS account are 1 or more");
    }
    if (memoryBytes < 0 || diskBytes < 0) {
      throw new IllegalArgumentException("storage of a NATS account is 0 bytes or more");
    }
  }

  Map<String, Object> claims() {
    Map<String, Object> claims = new TreeMap<>();
    claims.put("conn", connections);
    claims.put("subs", subscriptions);
    claims.put("payload", payloadBytes);
    claims.put("mem_storage", memoryBytes);
    claims.put("disk_storage", diskBytes);
    claims.put("streams", streams);
    claims.put("consumer", consumers);
    // Unlimited, as the connections and the payload bound it.
    claims.put("data", -1);
    // Nobody's subjects come in, none go out, and no other server joins as a leaf.
    claims.put("imports", 0);
    claims.put("exports", 0);
    claims.put("leaf", 0);
    // A stolen token is worth nothing without its key.
    claims.put("disallow_bearer", true);
    // A stream without a bound would take the whole account's storage.
    claims.put("max_bytes_required", true);
    return claims;
  }
}
