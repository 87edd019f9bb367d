package dev.tenantry.sql;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * Sessions of one database that act as a role, for a library that opens them itself.
 *
 * <p>Not the driver's own data source: it refuses the properties of the Cloud SQL connector.
 */
record RoleSessions(DatabaseServer server, String database, DatabaseRole role)
    implements DataSource {
  @Override
  public Connection getConnection() throws SQLException {
    return server.open(database, role);
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    return server.as(user, password).open(database, role);
  }

  @Override
  public PrintWriter getLogWriter() throws SQLException {
    throw new SQLFeatureNotSupportedException("no log writer");
  }

  @Override
  public void setLogWriter(PrintWriter out) throws SQLException {
    throw new SQLFeatureNotSupportedException("no log writer");
  }

  @Override
  public void setLoginTimeout(int seconds) throws SQLException {
    throw new SQLFeatureNotSupportedException("the server's connectTimeout counts");
  }

  /** Zero: the server's own timeout counts. */
  @Override
  public int getLoginTimeout() {
    return 0;
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException("no logger");
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    throw new SQLException("wraps nothing");
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return false;
  }
}
