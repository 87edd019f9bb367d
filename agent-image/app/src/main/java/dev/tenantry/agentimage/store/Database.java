package dev.tenantry.agentimage.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.util.Credentials;
import dev.tenantry.agentimage.process.Log;
import dev.tenantry.agentimage.settings.SecretFile;
import dev.tenantry.agentimage.settings.SettingsFailure;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Connections to the agent's database, and statements over them. */
public final class Database implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration STATEMENT_LIMIT = Duration.ofSeconds(15);

  private final HikariDataSource pool;
  private final Dialect dialect;

  private Database(HikariDataSource pool, Dialect dialect) {
    this.pool = pool;
    this.dialect = dialect;
  }

  /**
   * The tenant's PostgreSQL database.
   *
   * @param password read for each new connection
   * @param connections at most; a login has few
   */
  public static Database postgres(String url, String login, SecretFile password, int connections) {
    HikariConfig config = config(url, connections);
    config.setCredentialsProvider(() -> Credentials.of(login, password.read()));
    // Parameters take the type of their column: UUIDs, JSON and times travel as text.
    config.addDataSourceProperty("stringtype", "unspecified");
    config.addDataSourceProperty("ApplicationName", "tenantry-agent");
    config.addDataSourceProperty("options", "-c statement_timeout=" + STATEMENT_LIMIT.toMillis());
    return new Database(new HikariDataSource(config), Dialect.POSTGRES);
  }

  /** An agent's own file; makes it if it is not there. */
  public static Database sqlite(String url, String tenantId, String tenant, String agent) {
    SqliteFile.prepare(url, new SqliteFile.Owner(tenantId, tenant, agent));
    // One: SQLite lets one write at a time and is not fair to who waits, while the pool is.
    HikariConfig config = config(url, 1);
    config.addDataSourceProperty("busy_timeout", Long.toString(PATIENCE.toMillis()));
    config.addDataSourceProperty("foreign_keys", "true");
    config.addDataSourceProperty("transaction_mode", "IMMEDIATE");
    return new Database(new HikariDataSource(config), Dialect.SQLITE);
  }

  private static HikariConfig config(String url, int connections) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setMaximumPoolSize(connections);
    // A process that does nothing holds nothing: the tenant's logins are counted.
    config.setMinimumIdle(0);
    config.setIdleTimeout(Duration.ofSeconds(60).toMillis());
    config.setConnectionTimeout(PATIENCE.toMillis());
    config.setAutoCommit(false);
    config.setPoolName("agent");
    // The process starts without its database and says that it is not ready.
    config.setInitializationFailTimeout(-1);
    return config;
  }

  /** The expressions that differ. */
  Dialect dialect() {
    return dialect;
  }

  /** Whether a connection can be had. */
  public boolean isAvailable() {
    try (Connection connection = pool.getConnection()) {
      return connection.isValid(2);
    } catch (SQLException | SettingsFailure problem) {
      Log.warn("database_away", problem.getClass().getSimpleName());
      return false;
    }
  }

  /** Makes every connection be opened anew, with the password of today, once it is free. */
  public void renew() {
    pool.getHikariPoolMXBean().softEvictConnections();
  }

  /**
   * Does work in one transaction.
   *
   * @throws StoreFailure if the database does not do it; nothing of it is kept then
   */
  public <T> T transaction(Work<T> work) {
    try (Connection connection = pool.getConnection()) {
      try {
        T result = work.in(new Session(connection, dialect));
        connection.commit();
        return result;
      } catch (SQLException | RuntimeException problem) {
        connection.rollback();
        throw problem;
      }
    } catch (SQLException problem) {
      throw new StoreFailure(problem);
    }
  }

  /**
   * Reads in a transaction that the server lets write nothing.
   *
   * @param seconds that one statement may take
   * @throws StoreFailure if the database does not do it
   */
  public <T> T readOnly(int seconds, Work<T> work) {
    try (Connection connection = pool.getConnection()) {
      Session in = new Session(connection, dialect);
      try {
        in.update("SET TRANSACTION READ ONLY");
        in.update("SET LOCAL statement_timeout = " + seconds * 1000L);
        return work.in(in);
      } finally {
        // Not committed: settings that a query made for its session go with it. Locks do not.
        connection.rollback();
        in.list("SELECT pg_advisory_unlock_all()", row -> true);
        connection.rollback();
      }
    } catch (SQLException problem) {
      throw new StoreFailure(problem);
    }
  }

  @Override
  public void close() {
    pool.close();
  }

  /** What is done in a transaction. */
  @FunctionalInterface
  public interface Work<T> {
    /** Does it. */
    T in(Session session) throws SQLException;
  }

  /** Reads one row. */
  @FunctionalInterface
  public interface Row<T> {
    /** Of the row where the cursor stands. */
    T read(ResultSet row) throws SQLException;
  }

  /** Statements of one transaction. */
  public record Session(Connection connection, Dialect dialect) {
    /** Changes rows; says how many. */
    public int update(String sql, Object... values) throws SQLException {
      try (PreparedStatement statement = prepare(sql, values)) {
        return statement.executeUpdate();
      }
    }

    /** All rows. */
    public <T> List<T> list(String sql, Row<T> row, Object... values) throws SQLException {
      try (PreparedStatement statement = prepare(sql, values);
          ResultSet rows = statement.executeQuery()) {
        List<T> all = new ArrayList<>();
        while (rows.next()) {
          all.add(row.read(rows));
        }
        return all;
      }
    }

    /** The first row. */
    public <T> Optional<T> first(String sql, Row<T> row, Object... values) throws SQLException {
      return list(sql, row, values).stream().findFirst();
    }

    private PreparedStatement prepare(String sql, Object... values) throws SQLException {
      PreparedStatement statement = connection.prepareStatement(dialect.sql(sql));
      for (int i = 0; i < values.length; i++) {
        Object value = values[i];
        if (value instanceof Number number) {
          statement.setObject(i + 1, number);
        } else {
          statement.setString(i + 1, value == null ? null : value.toString());
        }
      }
      return statement;
    }
  }
}
