package dev.tenantry.naming;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenantry.config.AgentName;
import dev.tenantry.config.DataMode;
import dev.tenantry.config.TenantName;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TenantIdTest {
  private static final UUID DNS = UUID.fromString("6ba7b810-9dad-11d1-80b4-00c04fd430c8");
  private static final TenantId ID = TenantId.of("prod", new TenantName("acme"));

  // The first is RFC 9562, appendix A.4; the second is of Python's documentation of uuid5.
  @Test
  void aNameBecomesTheUuidThatOthersMakeOfIt() {
    assertThat(TenantId.version5(DNS, "www.example.com"))
        .hasToString("2ed6657d-e927-568b-95e1-2665a8aea6a2");
    assertThat(TenantId.version5(DNS, "python.org"))
        .hasToString("886313e1-3b8a-5372-9b90-0c9aee199e5d");
  }

  // Never to change: rows, logins, databases and buckets are named by it.
  @Test
  void anIdIsWhatItWas() {
    assertThat(ID).hasToString("f205e969-e908-52cc-8d05-fc3e21099d87");
    assertThat(ID.value().version()).isEqualTo(5);
    assertThat(ID.value().variant()).isEqualTo(2);
  }

  @Test
  void noTwoTenantsOrEnvironmentsShareAnId() {
    Set<TenantId> ids = new HashSet<>();
    for (String environment : List.of("local", "dev", "prod")) {
      for (int i = 0; i < 1000; i++) {
        ids.add(TenantId.of(environment, new TenantName("t" + i)));
      }
    }
    assertThat(ids).hasSize(3000);
  }

  @Test
  void theNamesThatItGivesFitTheirSystems() {
    assertThat(Names.login(ID)).matches("t_[0-9a-f]{32}").hasSizeLessThanOrEqualTo(63);
    assertThat(DataNames.database(ID, DataMode.DATABASE)).isEqualTo(Names.login(ID));
    assertThat(DataNames.database(ID, DataMode.SHARED_RLS)).isEqualTo("tenantry");
    AgentName longest = new AgentName("a".repeat(AgentName.MAX_LENGTH));
    assertThat(DataNames.sqliteBucket(ID, longest))
        .matches("[a-z0-9][a-z0-9-]*[a-z0-9]")
        .hasSizeLessThanOrEqualTo(63);
    assertThat(DataNames.sqliteClaim(longest)).hasSizeLessThanOrEqualTo(Names.DNS_LABEL_MAX);
    assertThat(DataNames.databaseSecret("agent-" + "a".repeat(20) + "-tool-" + "b".repeat(20)))
        .hasSizeLessThanOrEqualTo(Names.DNS_LABEL_MAX);
    assertThat(DataNames.cloudCredential(new TenantName("a".repeat(30))))
        .isEqualTo("tenant-" + "a".repeat(30) + "_database_password");
    assertThat(DataNames.migration("0123456789abcdef")).isEqualTo("migrate-0123456789");
  }
}
