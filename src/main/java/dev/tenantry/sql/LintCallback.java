package dev.tenantry.sql;

import java.sql.SQLException;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;

/**
 * Lints after every migration, inside its transaction: a migration that leaves a gap is rolled back
 * with all others of the same run, and the old schema goes on working.
 */
final class LintCallback implements Callback {
  @Override
  public boolean supports(Event event, Context context) {
    return event == Event.AFTER_EACH_MIGRATE;
  }

  @Override
  public boolean canHandleInTransaction(Event event, Context context) {
    return true;
  }

  @Override
  public void handle(Event event, Context context) {
    try {
      CatalogLint.require(context.getConnection());
    } catch (SqlFailure failure) {
      throw new FlywayException(
          "migration "
              + context.getMigrationInfo().getScript()
              + " was rolled back: "
              + failure.getMessage(),
          failure);
    } catch (SQLException e) {
      throw new FlywayException("the catalog lint could not run", e);
    }
  }

  @Override
  public String getCallbackName() {
    return "catalog lint";
  }
}
