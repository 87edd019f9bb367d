package dev.tenantry.stores.nats;

import static dev.tenantry.stores.Tenants.ATTACKER;
import static dev.tenantry.stores.Tenants.VICTIM;
import static org.assertj.core.api.Assertions.assertThat;

import io.nats.client.NKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NatsKeysTest {
  private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
  private static final Duration MONTH = Duration.ofDays(30);
  private static final Duration WEEK = Duration.ofDays(7);

  @TempDir private Path folder;

  @Test
  void aKeyIsMadeOnceAndEachIsAnother() {
    NatsKeys keys = new NatsKeys(folder.resolve("keys"));
    List<String> first = publicKeys(keys);
    assertThat(first).doesNotHaveDuplicates();
    assertThat(publicKeys(new NatsKeys(folder.resolve("keys")))).isEqualTo(first);
    assertThat(first.get(0)).startsWith("O");
    assertThat(first.get(1)).startsWith("A");
  }

  private static List<String> publicKeys(NatsKeys keys) {
    return Stream.of(
            keys.operator(), keys.systemAccount(), keys.account(ATTACKER), keys.account(VICTIM))
        .map(NatsIssuer::publicKey)
        .toList();
  }

  @Test
  void keysAreReadableByTheirOwnerOnly() throws IOException {
    NatsKeys keys = new NatsKeys(folder.resolve("keys"));
    keys.operator();
    keys.account(VICTIM);
    try (Stream<Path> files = Files.walk(folder.resolve("keys"))) {
      assertThat(files)
          .hasSize(4)
          .allSatisfy(
              file ->
                  assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                      .isEqualTo(Files.isDirectory(file) ? "rwx------" : "rw-------"));
    }
  }

  @Test
  void credentialsAreKeptUntilTheySoonEnd() throws Exception {
    NKey account = NKey.createAccount(new SecureRandom());
    assertThat(ensured(account, "acme/support", NOW)).isEqualTo(current());
    String first = current();
    assertThat(ensured(account, "acme/support", NOW.plus(Duration.ofDays(22)))).isEqualTo(first);
    assertThat(ensured(account, "acme/support", NOW.plus(Duration.ofDays(24)))).isNotEqualTo(first);
  }

  // A folder of keys that was deleted means another account: the old user is nobody there.
  @Test
  void credentialsOfAnotherAccountOrUserAreReplaced() throws Exception {
    NKey account = NKey.createAccount(new SecureRandom());
    String first = ensured(account, "acme/support", NOW);
    String second = ensured(NKey.createAccount(new SecureRandom()), "acme/support", NOW);
    assertThat(second).isNotEqualTo(first);
    String third = ensured(account, "acme/billing", NOW);
    assertThat(ensured(account, "acme/billing", NOW)).isEqualTo(third).isNotEqualTo(second);
    Files.writeString(folder.resolve("user.creds"), "cut o");
    assertThat(ensured(account, "acme/billing", NOW)).contains("BEGIN NATS USER JWT");
  }

  private String ensured(NKey account, String name, Instant now) throws Exception {
    NatsIssuer issuer =
        new NatsIssuer(NKey.createOperator(new SecureRandom()), InstantSource.fixed(now));
    new CredentialsFile(folder.resolve("user.creds")).ensure(issuer, account, name, MONTH, WEEK);
    return current();
  }

  private String current() throws IOException {
    return Files.readString(folder.resolve("user.creds"));
  }
}
