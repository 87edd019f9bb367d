package dev.tenantry.agentimage.store;

import java.sql.SQLException;

/** The database did not do it. Its message holds no value of a row. */
public final class StoreFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StoreFailure(SQLException cause) {
    super("database: SQLSTATE " + cause.getSQLState() + ", code " + cause.getErrorCode(), cause);
  }
}
