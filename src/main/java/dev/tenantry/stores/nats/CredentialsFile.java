package dev.tenantry.stores.nats;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tenantry.stores.PrivateFile;
import io.nats.client.NKey;
import io.nats.client.support.JwtUtils;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * A credentials file that is kept while it is good, so that who holds it open need not be told.
 *
 * @param path where it is
 */
public record CredentialsFile(Path path) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Makes the file, or leaves it alone if it is this user's and good for long enough.
   *
   * @param account the account's key with its seed
   * @param name of the user
   * @param valid how long a new one is let in
   * @param atLeast how long an old one must still be let in
   */
  public void ensure(
      NatsIssuer issuer, NKey account, String name, Duration valid, Duration atLeast) {
    PrivateFile file = new PrivateFile(path);
    long until = issuer.now().plus(atLeast).getEpochSecond();
    boolean good =
        Optional.of(file)
            .filter(PrivateFile::exists)
            .flatMap(one -> claims(one.read()))
            .filter(claims -> claims.path("iss").asText().equals(NatsIssuer.publicKey(account)))
            .filter(claims -> claims.path("name").asText().equals(name))
            .filter(claims -> claims.path("exp").asLong() > until)
            .isPresent();
    if (!good) {
      file.write(issuer.credentials(account, name, valid));
    }
  }

  /** What the token in the file says; empty if there is none that can be read. */
  private static Optional<JsonNode> claims(String text) {
    Optional<String> token = text.lines().filter(line -> line.startsWith("ey")).findFirst();
    try {
      return token.isEmpty()
          ? Optional.empty()
          : Optional.of(JSON.readTree(JwtUtils.getClaimBody(token.get())));
    } catch (JsonProcessingException | RuntimeException e) {
      // Somebody's own file, or one cut off: it is replaced.
      return Optional.empty();
    }
  }
}
