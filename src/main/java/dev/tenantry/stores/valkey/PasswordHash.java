package dev.tenantry.stores.valkey;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * A password as the server keeps it: the clear text never travels to it with this.
 *
 * <p>The server's hash has no salt and no work factor, so only a random password of 128 bits or
 * more is safe behind it.
 *
 * @param hex SHA-256 in 64 lower-case hexadecimal digits
 */
public record PasswordHash(String hex) {
  private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

  /**
   * Checks the digits.
   *
   * @throws IllegalArgumentException without the value, which may be a password by mistake
   */
  public PasswordHash {
    if (!FORM.matcher(hex).matches()) {
      throw new IllegalArgumentException("not a SHA-256 in 64 lower-case hexadecimal digits");
    }
  }

  /** The hash of a password in clear text. */
  public static PasswordHash of(String password) {
    try {
      byte[] text = password.getBytes(StandardCharsets.UTF_8);
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(text);
      return new PasswordHash(HexFormat.of().formatHex(hash));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
