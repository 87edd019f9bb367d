package dev.tenantry.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class SqlFailureTest {
  @Test
  void aVerifierThatTheServerQuotesIsLeftOut() {
    String verifier = ScramVerifier.of("secret");
    SQLException said =
        new SQLException(
            "ERROR: no\n  Where: SQL statement \"ALTER ROLE t PASSWORD '" + verifier + "'\"");

    SqlFailure failure = new SqlFailure("cannot provision tenant acme", said);

    assertThat(failure)
        .hasMessage(
            "cannot provision tenant acme: ERROR: no\n"
                + "  Where: SQL statement \"ALTER ROLE t PASSWORD 'SCRAM-SHA-256$(left out)'\"");
  }
}
