package dev.tenantry.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MigrationIT {
  @Test
  void aSecondRunChangesNothing() {
    DatabaseServer admin = Postgres.shared().admin();
    String database = Postgres.shared().newDatabase("migration_twice");

    Migration.Result first = Migration.ofShared(admin, database).run();
    Migration.Result second = Migration.ofShared(admin, database).run();

    assertThat(first.applied()).startsWith("V001__identity.sql").endsWith("V001__registry.sql");
    assertThat(second.applied()).isEmpty();
    assertThat(second.version()).isEqualTo(first.version());
  }
}
