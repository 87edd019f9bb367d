package dev.tenantry.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.output.MigrateResult;

/**
 * Brings one database to the newest schema: roles (where the login may make them), rights,
 * migrations, the registry of logins, months of the records, and the catalog lint last.
 *
 * <p>All pending migrations are one transaction. Running again changes nothing.
 */
public final class Migration {
  /** Months of records that exist ahead of time: as many as a platform may be left alone. */
  private static final int MONTHS_AHEAD = 6;

  private final DatabaseServer server;
  private final String database;
  private final boolean shared;
  private final DatabaseRole owner;
  private final List<String> further = new ArrayList<>();
  private Optional<String> target = Optional.empty();

  private Migration(DatabaseServer server, String database, boolean shared) {
    this.server = server;
    this.database = database;
    this.shared = shared;
    this.owner = shared ? DatabaseRole.TENANTRY_OWNER : DatabaseRole.TENANTRY_DATABASE_OWNER;
  }

  /** Of the database that tenants share, which also holds the registry of logins. */
  public static Migration ofShared(DatabaseServer server, String database) {
    return new Migration(server, database, true);
  }

  /** Of the database of one tenant. */
  public static Migration ofTenant(DatabaseServer server, String database) {
    return new Migration(server, database, false);
  }

  /** Stops at a version of the tables' migrations, such as {@code 2}. */
  public Migration upTo(String version) {
    this.target = Optional.of(version);
    return this;
  }

  /** Migrates what is in a further location, too, as a test does to see a migration fail. */
  Migration with(String location) {
    further.add(location);
    return this;
  }

  /**
   * What was done.
   *
   * @param applied the scripts that ran now, in order
   * @param version of the tables' schema; empty before the first migration
   */
  public record Result(List<String> applied, String version) {
    public Result {
      applied = List.copyOf(applied);
    }
  }

  /**
   * Migrates.
   *
   * @throws SqlFailure if a migration or the lint fails; the schema is then as it was before
   */
  public Result run() {
    try {
      if (shared) {
        bootstrap();
      }
      MigrateResult tables = migrate(tables());
      List<String> applied = new ArrayList<>(scripts(tables));
      if (shared && target.isEmpty()) {
        applied.addAll(scripts(migrate(registry())));
      }
      finish();
      String version = tables.targetSchemaVersion;
      return new Result(applied, version == null ? tables.initialSchemaVersion : version);
    } catch (FlywayException e) {
      throw new SqlFailure("cannot migrate database " + database, e);
    } catch (SQLException e) {
      throw new SqlFailure("cannot prepare database " + database, e);
    }
  }

  private static MigrateResult migrate(FluentConfiguration configuration) {
    return configuration.load().migrate();
  }

  private static List<String> scripts(MigrateResult result) {
    return result.migrations.stream().map(one -> one.filepath).map(Migration::fileName).toList();
  }

  private static String fileName(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private void bootstrap() throws SQLException {
    try (Connection connection = server.open(database);
        Statement statement = connection.createStatement()) {
      if (mayCreateRoles(statement)) {
        statement.execute(SqlFiles.read("bootstrap/roles.sql"));
        statement.execute(rights(owner, DatabaseRole.TENANTRY_SHARED.sqlName()));
      } else if (!exists(statement, owner)) {
        throw new SqlFailure(
            "role "
                + owner.sqlName()
                + " does not exist, and login "
                + server.user()
                + " may not make it: run `tenantry migrate` once as an administrator");
      } else if (!mayBecome(statement, owner)) {
        throw new SqlFailure(
            "login %s may not become %s: as an administrator, GRANT tenantry_migrator TO %s"
                .formatted(server.user(), owner.sqlName(), server.user()));
      }
    }
  }

  /** The SQL that closes the current database and opens it to those who belong there. */
  static String rights(DatabaseRole owner, String connect) {
    return SqlFiles.read("bootstrap/database.sql")
        .replace("${owner}", owner.sqlName())
        .replace("${connect}", connect);
  }

  private static boolean mayCreateRoles(Statement statement) throws SQLException {
    return holds(
        statement, "SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = current_user");
  }

  private static boolean exists(Statement statement, DatabaseRole role) throws SQLException {
    return holds(statement, "SELECT to_regrole('" + role.sqlName() + "') IS NOT NULL");
  }

  private static boolean mayBecome(Statement statement, DatabaseRole role) throws SQLException {
    return holds(statement, "SELECT pg_has_role('" + role.sqlName() + "', 'SET')");
  }

  private static boolean holds(Statement statement, String query) throws SQLException {
    try (ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getBoolean(1);
    }
  }

  private FluentConfiguration tables() throws SQLException {
    List<String> locations = new ArrayList<>(List.of("classpath:db/migration"));
    if (target.isEmpty() && hasVector()) {
      locations.add("classpath:db/vector");
    }
    locations.addAll(further);
    FluentConfiguration configuration =
        base(owner)
            .defaultSchema("tenantry_private")
            .locations(locations.toArray(String[]::new))
            .placeholders(Map.of("owner", owner.sqlName()));
    target.ifPresent(configuration::target);
    return configuration;
  }

  private FluentConfiguration registry() {
    return base(DatabaseRole.TENANTRY_ROLES)
        .defaultSchema("tenantry_registry")
        .locations("classpath:db/registry");
  }

  private FluentConfiguration base(DatabaseRole role) {
    return Flyway.configure()
        .dataSource(new RoleSessions(server, database, role))
        .table("schema_history")
        .createSchemas(true)
        .group(true)
        .validateMigrationNaming(true)
        .callbacks(new LintCallback())
        .loggers("slf4j");
  }

  private boolean hasVector() throws SQLException {
    try (Connection connection = server.open(database);
        Statement statement = connection.createStatement()) {
      return holds(
          statement, "SELECT EXISTS (SELECT FROM pg_available_extensions WHERE name = 'vector')");
    }
  }

  /** What depends on the day and on who migrates, and therefore belongs into no migration. */
  private void finish() throws SQLException {
    try (Connection connection = server.open(database, owner)) {
      if (target.isEmpty()) {
        months(connection);
        trust(connection, DatabaseRole.TENANTRY_PROVISIONER.sqlName());
        trust(connection, server.user());
      }
      CatalogLint.require(connection);
    }
  }

  private static void months(Connection connection) throws SQLException {
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    try (PreparedStatement make =
        connection.prepareStatement("SELECT tenantry_private.create_months(?, ?)")) {
      make.setObject(1, today);
      make.setObject(2, today.plusMonths(MONTHS_AHEAD));
      make.execute();
    }
  }

  /** Lets a login of the platform's own say for which tenant it acts. */
  private static void trust(Connection connection, String login) throws SQLException {
    try (PreparedStatement add =
        connection.prepareStatement(
            "INSERT INTO tenantry_private.login (login) VALUES (?) ON CONFLICT DO NOTHING")) {
      add.setString(1, login);
      add.execute();
    }
  }
}
