package dev.tenantry.conform;

import dev.tenantry.contract.Door;
import java.util.Map;
import java.util.TreeMap;

/**
 * One request to POST /v1/chat.
 *
 * @param session that it continues; empty for a new one
 * @param message of the person
 * @param headers beside the content type
 */
record Turn(String session, String message, Map<String, String> headers) {
  static Turn of(String message) {
    return new Turn("", message, Map.of());
  }

  Turn in(String other) {
    return new Turn(other, message, headers);
  }

  Turn with(String header, String value) {
    Map<String, String> all = new TreeMap<>(headers);
    all.put(header, value);
    return new Turn(session, message, all);
  }

  Turn withKey(String key) {
    return with(Door.IDEMPOTENCY_KEY, key);
  }
}
