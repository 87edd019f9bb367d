package dev.tenantry.stores.valkey;

import java.nio.charset.StandardCharsets;
import java.util.List;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.util.SafeEncoder;

/**
 * What the server answered.
 *
 * @param error whether it refused
 * @param text everything in the answer, flat
 */
record Reply(boolean error, String text) {
  /** Sends words as they are. */
  static Reply of(Jedis connection, List<String> words) {
    byte[] command = SafeEncoder.encode(words.get(0));
    byte[][] rest = words.stream().skip(1).map(SafeEncoder::encode).toArray(byte[][]::new);
    try {
      return new Reply(false, flat(connection.sendCommand(() -> command, rest)));
    } catch (JedisDataException refused) {
      return new Reply(true, refused.getMessage());
    } catch (JedisConnectionException silence) {
      // A command that waits, or a connection that the server closed: nothing was told.
      return new Reply(true, "(nothing)");
    }
  }

  /** Whether the server did not even ask what the user may do. */
  boolean isMisspelt() {
    return error
        && (text.contains("wrong number of arguments") || text.contains("nknown subcommand"));
  }

  /** Whether the user may not run this command at all, whatever the keys. */
  boolean commandIsRefused() {
    return error && text.startsWith("NOPERM") && text.contains("to run the");
  }

  /** All texts of an answer, in one. */
  static String flat(Object answer) {
    if (answer == null) {
      return "(nil)";
    }
    if (answer instanceof byte[] bytes) {
      return new String(bytes, StandardCharsets.UTF_8);
    }
    if (answer instanceof List<?> list) {
      return list.stream().map(Reply::flat).toList().toString();
    }
    return answer.toString();
  }
}
