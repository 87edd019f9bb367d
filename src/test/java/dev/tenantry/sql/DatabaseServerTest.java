package dev.tenantry.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseServerTest {
  @TempDir private Path folder;

  @Test
  void withoutAServerTheErrorSaysWhichVariables() {
    assertThatThrownBy(() -> DatabaseServer.of(Map.of("PGUSER", "somebody")))
        .isInstanceOf(SqlFailure.class)
        .hasMessageContaining("PGHOST")
        .hasMessageContaining("make env");
  }

  @Test
  void theVariablesOfLibpqNameServerAndLogin() {
    Map<String, String> variables = new TreeMap<>(Map.of("PGHOST", "db.example", "PGUSER", "ann"));
    variables.putAll(Map.of("PGPORT", "6432", "PGPASSWORD", "secret", "PGSSLMODE", "verify-full"));
    Properties source = properties(DatabaseServer.of(variables));

    assertThat(DatabaseServer.of(variables).url("shared"))
        .isEqualTo("jdbc:postgresql://db.example:6432/shared");
    assertThat(source.getProperty("user")).isEqualTo("ann");
    assertThat(source.getProperty("password")).isEqualTo("secret");
    assertThat(source.getProperty("sslmode")).isEqualTo("verify-full");
    assertThat(source.getProperty("options")).isEqualTo("-c role=tenantry_owner");
  }

  @Test
  void portAndUserHaveTheDefaultsOfPostgres() {
    Properties source = properties(DatabaseServer.of(Map.of("PGHOST", "db.example")));

    assertThat(DatabaseServer.of(Map.of("PGHOST", "db.example")).url("shared"))
        .isEqualTo("jdbc:postgresql://db.example:5432/shared");
    assertThat(source.getProperty("user")).isEqualTo("postgres");
    assertThat(source.getProperty("password")).isNull();
  }

  @Test
  void anotherLoginKeepsTheServer() {
    DatabaseServer server = DatabaseServer.at("db.example", 5432, "ann", "one");
    DatabaseServer other = server.as("bob", "two");

    assertThat(server.user()).isEqualTo("ann");
    assertThat(other.user()).isEqualTo("bob");
    assertThat(properties(other).getProperty("password")).isEqualTo("two");
    assertThat(other.url("shared")).isEqualTo(server.url("shared"));
  }

  /** The file's escapes: a backslash before a colon or a backslash. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "h:5432:*:ann:secret       | ann    | secret",
        "h:5432:*:*:secret         | ann    | secret",
        "h:5432:*:ann:a:b          | ann    | a:b",
        "h:5432:*:ann:a\\:b        | ann    | a:b",
        "h:5432:*:ann:a\\\\b       | ann    | a\\b",
        "h:5432:*:ann:a\\\\\\:b    | ann    | a\\:b",
        "h:5432:*:a\\:nn:secret    | a:nn   | secret",
        "h:5432:*:a\\\\:secret     | a\\    | secret",
        "h:5432:*:bob:secret       | ann    | ''",
        "# h:5432:*:ann:secret     | ann    | ''",
        "h:5432:ann:secret         | ann    | ''",
      })
  void aPasswordFileIsReadAsLibpqReadsIt(String line, String user, String password)
      throws IOException {
    Path file = Files.write(folder.resolve("pgpass"), List.of("# a comment", line));

    assertThat(DatabaseServer.passwordOf(file.toString(), user).orElse("")).isEqualTo(password);
  }

  @Test
  void thePasswordFileCountsOnlyWithoutAPassword() throws IOException {
    Path file = Files.write(folder.resolve("pgpass"), List.of("*:*:*:ann:filed"));
    Map<String, String> variables =
        new TreeMap<>(Map.of("PGHOST", "h", "PGUSER", "ann", "PGPASSFILE", file.toString()));

    assertThat(properties(DatabaseServer.of(variables)).getProperty("password")).isEqualTo("filed");
    variables.put("PGPASSWORD", "given");
    assertThat(properties(DatabaseServer.of(variables)).getProperty("password")).isEqualTo("given");
  }

  @Test
  void aMissingPasswordFileIsNamed() {
    assertThatThrownBy(() -> DatabaseServer.passwordOf("no/such/file", "ann"))
        .isInstanceOf(SqlFailure.class)
        .hasMessageContaining("no/such/file");
  }

  private static Properties properties(DatabaseServer server) {
    return server.propertiesAs(DatabaseRole.TENANTRY_OWNER);
  }
}
