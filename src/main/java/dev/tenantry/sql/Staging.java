package dev.tenantry.sql;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Tables beside the tenants' own, for rows of one tenant that are not yet in force.
 *
 * <p>They lie in a schema that only trusted code can see, and have no policy: COPY refuses tables
 * that have one.
 */
final class Staging {
  static final String RESTORE = "restore";
  static final String CHANGED = "changed";
  static final String KEPT = "kept";

  private final TenantPlace place;
  private final String schema;

  /** The staging of a tenant for one purpose; two of them can be there at once. */
  Staging(TenantPlace place, String purpose) {
    this.place = place;
    this.schema = "tenantry_" + purpose + "_" + TenantLogin.of(place.tenant()).substring(2);
  }

  /** Drops whatever somebody who was killed left of a tenant. */
  static void dropAll(TenantPlace place) throws SQLException {
    for (String purpose : List.of(RESTORE, CHANGED, KEPT)) {
      new Staging(place, purpose).drop();
    }
  }

  /** Creates it empty; one that somebody left is dropped before. */
  void create(List<TenantTable> tables) throws SQLException {
    place.beside(
        session -> {
          try (Statement statement = session.createStatement()) {
            statement.execute("DROP SCHEMA IF EXISTS " + schema + " CASCADE");
            statement.execute("CREATE SCHEMA " + schema);
            for (TenantTable table : tables) {
              statement.execute(
                  "CREATE TABLE %s AS SELECT %s FROM %s WITH NO DATA"
                      .formatted(relation(table), table.columnList(), table.sqlName()));
            }
            return true;
          }
        });
  }

  /** Drops it. */
  void drop() throws SQLException {
    place.beside(
        session -> {
          try (Statement statement = session.createStatement()) {
            return statement.execute("DROP SCHEMA IF EXISTS " + schema + " CASCADE");
          }
        });
  }

  /** A table's copy. */
  String relation(TenantTable table) {
    return schema + "." + TenantTable.quoted(table.name());
  }

  /** Reads an archive's file into a table's copy. */
  void load(TenantTable table, ArchiveManifest.Table rows, Path archive) throws SQLException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(rows.file(archive)))) {
      load(table, TenantTable.list(rows.columns()), in);
    } catch (IOException e) {
      throw new SqlFailure("cannot read " + rows.file(archive), e);
    }
  }

  /** Reads CSV into a table's copy. */
  void load(TenantTable table, String columns, InputStream csv) throws SQLException {
    place.beside(session -> Rows.read(session, relation(table), columns, csv));
  }

  /** How many rows of a table's copy are of another tenant. */
  long foreignRows(TenantTable table) throws SQLException {
    String query =
        "SELECT count(*) FROM %s WHERE tenant_id IS DISTINCT FROM '%s'"
            .formatted(relation(table), place.tenant());
    return place.beside(
        session -> {
          try (Statement statement = session.createStatement();
              ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
          }
        });
  }

  /** The digest of a table's copy. */
  Rows.Digest digest(TenantTable table) throws SQLException {
    return place.beside(session -> Rows.digest(session, table, relation(table)));
  }

  /** Puts the rows of a table's copy into the table; within a transaction of the tenant's. */
  void insert(Connection asTenant, TenantTable table) throws SQLException {
    try (Statement statement = asTenant.createStatement()) {
      statement.execute(
          "INSERT INTO %s (%s) SELECT %s FROM %s"
              .formatted(table.sqlName(), table.columnList(), table.columnList(), relation(table)));
    }
  }
}
