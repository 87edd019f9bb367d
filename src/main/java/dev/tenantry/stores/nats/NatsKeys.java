package dev.tenantry.stores.nats;

import dev.tenantry.naming.StoreNames;
import dev.tenantry.naming.TenantId;
import dev.tenantry.stores.PrivateFile;
import io.nats.client.NKey;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;

/**
 * Keys of one operator as files, for machines without Secret Manager; each is made when it is first
 * asked for, and stays.
 *
 * <p>Who reads the operator's has all accounts.
 *
 * @param folder where they lie
 */
public record NatsKeys(Path folder) {
  private static final SecureRandom RANDOM = new SecureRandom();

  /** What signs accounts. */
  public NKey operator() {
    return key("operator", () -> NKey.createOperator(RANDOM));
  }

  /** The account by which a server is administered. */
  public NKey systemAccount() {
    return key("system-account", () -> NKey.createAccount(RANDOM));
  }

  /** A tenant's account. */
  public NKey account(TenantId tenant) {
    return key("accounts/" + StoreNames.login(tenant), () -> NKey.createAccount(RANDOM));
  }

  private NKey key(String name, Maker maker) {
    PrivateFile file = new PrivateFile(folder.resolve(name + ".nk"));
    return NKey.fromSeed(file.readOrCreate(() -> seed(maker)).strip().toCharArray());
  }

  private static String seed(Maker maker) {
    try {
      return new String(maker.make().getSeed()) + "\n";
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("no key for NATS", e);
    }
  }

  private interface Maker {
    NKey make() throws GeneralSecurityException, IOException;
  }
}
