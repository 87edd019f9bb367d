package dev.tenantry.naming;

import dev.tenantry.config.TenantName;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * What tells a tenant's data apart from everybody else's, in every store.
 *
 * <p>A UUID of version 5 (RFC 9562, section 5.5) of {@code <environment>/<tenant>}: the same on
 * every machine, and never the same for two tenants or for one name in two environments.
 *
 * @param value the UUID
 */
public record TenantId(UUID value) {
  /** Ours alone; a changed one would orphan every tenant's data. */
  static final UUID NAMESPACE = UUID.fromString("6f0c5c2e-1d0a-5b8e-9a57-2a7f0c6b4d31");

  private static final int UUID_BYTES = 16;

  /**
   * The id of a tenant.
   *
   * @param environment from {@link Names#environment}
   */
  public static TenantId of(String environment, TenantName tenant) {
    return new TenantId(version5(NAMESPACE, environment + "/" + tenant.value()));
  }

  /** The 32 hexadecimal digits, for names in which a dash would need quotes. */
  public String hex() {
    return value.toString().replace("-", "");
  }

  @Override
  public String toString() {
    return value.toString();
  }

  /** The UUID of a name in a namespace, by SHA-1. */
  static UUID version5(UUID namespace, String name) {
    byte[] text = name.getBytes(StandardCharsets.UTF_8);
    ByteBuffer input = ByteBuffer.allocate(UUID_BYTES + text.length);
    input.putLong(namespace.getMostSignificantBits());
    input.putLong(namespace.getLeastSignificantBits());
    input.put(text);
    try {
      ByteBuffer hash = ByteBuffer.wrap(MessageDigest.getInstance("SHA-1").digest(input.array()));
      long most = hash.getLong() & 0xFFFF_FFFF_FFFF_0FFFL | 0x5000L;
      long least = hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L;
      return new UUID(most, least);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-1", e);
    }
  }
}
