package dev.tenantry.local.providers.protocol;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Short hexadecimal digests: the only source of "random" text, so that runs can be repeated. */
public final class Digest {
  private Digest() {}

  /** The first characters of the SHA-256 of a text. */
  public static String hex(String text, int length) {
    return hex(text.getBytes(StandardCharsets.UTF_8), length);
  }

  /** The first characters of the SHA-256 of bytes. */
  public static String hex(byte[] bytes, int length) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(digest).substring(0, length);
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java runtime has SHA-256", missing);
    }
  }
}
