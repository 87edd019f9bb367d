package dev.tenantry.stores.nats;

import static dev.tenantry.stores.Tenants.VICTIM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.tenantry.golden.Golden;
import io.nats.client.NKey;
import io.nats.client.support.JwtUtils;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NatsAccountTest {
  private static final String KEY = "ACFUI4RCBXTW3UX2KAGUCI7CZY6THIIABBBPLDGSWP2M6RJ7PMP5C3NS";
  private static final NatsAccount ACCOUNT =
      new NatsAccount(VICTIM, KEY, new NatsLimits(20, 100, 65_536, 0, 1 << 20, 5, 10));

  @Test
  void claimsAreReviewedAsTheyAreSigned() throws Exception {
    String json =
        new ObjectMapper()
            .configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true)
            .writerWithDefaultPrettyPrinter()
            .writeValueAsString(ACCOUNT.claims(Optional.of(Instant.ofEpochSecond(1000))));
    Golden.assertMatches("stores/nats-account.json", json + "\n");
  }

  // KEDA asks by the account's key and looks for its name in the answer.
  @Test
  void theNameIsTheKeyForKeda() {
    assertThat(new QueueTrigger(ACCOUNT, "work", "crew", 5).metadata("nats.data.svc:8222"))
        .hasToString(
            "{account="
                + KEY
                + ", consumer=crew, lagThreshold=5,"
                + " natsServerMonitoringEndpoint=nats.data.svc:8222, stream=work}");
    assertThat(ACCOUNT.name()).isEqualTo(KEY);
  }

  @Test
  void aUsersTokenEndsAndMayNotTouchTheSystem() throws Exception {
    NKey account = NKey.createAccount(new SecureRandom());
    NatsIssuer issuer = new NatsIssuer(account, () -> Instant.ofEpochSecond(1000));
    String credentials = issuer.credentials(account, "agent", Duration.ofHours(1));
    String token = credentials.lines().skip(1).findFirst().orElseThrow();
    assertThat(JwtUtils.getClaimBody(token))
        .contains("\"iat\":1000", "\"exp\":4600", "\"iss\":\"" + NatsIssuer.publicKey(account))
        .contains("\"pub\":{\"deny\":[\"$SYS.>\"]}", "\"sub\":{\"deny\":[\"$SYS.>\"]}");
  }

  @Test
  void limitsThatMeanNoneOrEndlessAreRefusedAndSoAreOtherKeys() throws Exception {
    String user = NatsIssuer.publicKey(NKey.createUser(new SecureRandom()));
    assertThatThrownBy(() -> new NatsLimits(-1, 1, 1, 0, 0, 1, 1))
        .hasMessageContaining("1 or more");
    assertThatThrownBy(() -> new NatsLimits(1, 1, 1, -1, 0, 1, 1)).hasMessageContaining("0 bytes");
    assertThatThrownBy(() -> new NatsAccount(VICTIM, user, ACCOUNT.limits()))
        .hasMessageContaining("not the public key of a NATS account");
  }
}
