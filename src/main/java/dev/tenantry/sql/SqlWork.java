package dev.tenantry.sql;

import java.sql.SQLException;

/** What is done with a session or a statement. */
@FunctionalInterface
interface SqlWork<S, T> {
  T apply(S session) throws SQLException;
}
