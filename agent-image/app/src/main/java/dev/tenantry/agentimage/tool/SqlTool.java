package dev.tenantry.agentimage.tool;

import dev.tenantry.agentimage.store.Database;
import dev.tenantry.agentimage.store.StoreFailure;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/**
 * Reads the tenant's own rows by SQL that the model wrote.
 *
 * <p>What holds it is the database: the tenant's login sees the tenant's rows only, {@code
 * tenantry.read_rows} runs one query as a role that can only read, and the transaction cannot
 * write.
 */
final class SqlTool implements ToolFunction {
  private final Database database;
  private final int rows;
  private final int seconds;

  SqlTool(Database database, int rows, int seconds) {
    this.database = database;
    this.rows = rows;
    this.seconds = seconds;
  }

  @Override
  public String name() {
    return "sql";
  }

  @Override
  public String description() {
    return "Runs one read-only PostgreSQL query over this tenant's data and returns its rows as"
        + " JSON, one a line. Tables are in schema tenantry: conversations, messages, memories,"
        + " tool_calls, tasks, agent_events, token_usage.";
  }

  @Override
  public Map<String, Object> arguments() {
    return Map.of(
        "type",
        "object",
        "properties",
        Map.of("query", Map.of("type", "string", "description", "A SELECT statement.")),
        "required",
        List.of("query"));
  }

  @Override
  public String call(Map<String, Object> arguments) {
    if (!(arguments.get("query") instanceof String query) || query.isBlank()) {
      throw new ToolFailure("give a query");
    }
    try {
      List<String> found =
          database.readOnly(
              seconds,
              in ->
                  in.list(
                      "SELECT tenantry.read_rows(?, ?)::text",
                      row -> row.getString(1),
                      query,
                      rows));
      return found.isEmpty() ? "no rows" : String.join("\n", found);
    } catch (StoreFailure failure) {
      throw new ToolFailure(told(failure));
    }
  }

  /** The database's own words help the model to correct its query; they tell of no other tenant. */
  private static String told(StoreFailure failure) {
    return failure.getCause() instanceof SQLException problem && problem.getSQLState() != null
        ? "the database refuses: " + problem.getMessage().lines().findFirst().orElse("")
        : "the database is not available";
  }
}
