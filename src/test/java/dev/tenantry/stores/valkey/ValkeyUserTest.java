package dev.tenantry.stores.valkey;

import static dev.tenantry.stores.Tenants.VICTIM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenantry.golden.Golden;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ValkeyUserTest {
  private static final PasswordHash HASH = PasswordHash.of("password");

  @Test
  void rulesAreReviewedAsTheyAreSent() {
    ValkeyUser user = new ValkeyUser(VICTIM, Set.of(HASH));
    Golden.assertMatches(
        "stores/valkey-rules.txt",
        "ACL SETUSER " + user.name() + "\n" + String.join("\n", user.rules()) + "\n");
  }

  // The order is the meaning: a category after it would open again what a refusal closed.
  @Test
  void nothingIsAllowedAfterTheRefusals() {
    var rules = new ValkeyUser(VICTIM, Set.of(HASH)).rules();
    assertThat(rules.subList(rules.indexOf("-@dangerous"), rules.size()))
        .allMatch(rule -> rule.startsWith("-"));
  }

  @Test
  void thereAreOneOrTwoPasswordsAndTheyAreHashes() {
    assertThat(HASH.hex())
        .isEqualTo("5e884898da28047151d0e56f8dc6292773603d0d6aabbdd62a11ef721d1542d8");
    assertThatThrownBy(() -> new ValkeyUser(VICTIM, Set.of()))
        .hasMessageContaining("one password, or two during a rotation, not 0");
    assertThatThrownBy(() -> new PasswordHash("clear text")).hasMessageNotContaining("clear text");
  }
}
