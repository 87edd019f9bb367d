package dev.tenantry.agentimage.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** Ids that are the same whenever the same thing is written again. */
public final class NamedId {
  private NamedId() {}

  /** A UUID of version 8 (RFC 9562) made of SHA-256 over the parts. */
  public static UUID of(Object... parts) {
    StringBuilder name = new StringBuilder();
    for (Object part : parts) {
      String text = part.toString();
      // With lengths, no two lists of parts are one name.
      name.append(text.length()).append(':').append(text);
    }
    try {
      ByteBuffer hash =
          ByteBuffer.wrap(
              MessageDigest.getInstance("SHA-256")
                  .digest(name.toString().getBytes(StandardCharsets.UTF_8)));
      long high = hash.getLong() & 0xffffffffffff0fffL | 0x8000L;
      long low = hash.getLong() & 0x3fffffffffffffffL | 0x8000000000000000L;
      return new UUID(high, low);
    } catch (NoSuchAlgorithmException problem) {
      throw new IllegalStateException("every JDK has SHA-256", problem);
    }
  }
}
