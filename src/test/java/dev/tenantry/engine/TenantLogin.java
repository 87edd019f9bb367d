package dev.tenantry.engine;

import dev.tenantry.config.TenantName;
import dev.tenantry.naming.DataNames;
import dev.tenantry.naming.Names;
import dev.tenantry.naming.TenantId;
import dev.tenantry.sql.DatabaseServer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Base64;
import java.util.Map;

/** A tenant's way into PostgreSQL, with what its pods would find. */
final class TenantLogin {
  private final Environment environment;
  private final String tenant;
  private final TenantId id;

  TenantLogin(Environment environment, String tenant) {
    this.environment = environment;
    this.tenant = tenant;
    this.id = TenantId.of("local", TenantName.parse(tenant));
  }

  String name() {
    return Names.login(id);
  }

  /** The value of the tenant's Secret. */
  String password() {
    String path = "jsonpath={.data." + DataNames.DATABASE_PASSWORD + "}";
    String secret = DataNames.DATABASE_SECRET;
    String data =
        environment
            .kubectl("get", "secret", secret, "-n", "tenant-" + tenant, "-o", path)
            .succeeded()
            .out();
    return new String(Base64.getDecoder().decode(data), StandardCharsets.US_ASCII);
  }

  Connection open(String database) throws SQLException {
    Map<String, String> variables = environment.variables();
    return DatabaseServer.of(variables).as(name(), password()).open(database);
  }

  /** The first column of the first row, asked for by the tenant. */
  String ask(String database, String query) throws SQLException {
    try (Connection connection = open(database)) {
      return one(connection, query);
    }
  }

  /** The same, asked for by the administrator. */
  String askAsAdministrator(String query) throws SQLException {
    try (Connection connection =
        DatabaseServer.of(environment.variables()).open(DataNames.SHARED_DATABASE)) {
      return one(connection, query);
    }
  }

  private static String one(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      return row.next() ? row.getString(1) : "";
    }
  }
}
