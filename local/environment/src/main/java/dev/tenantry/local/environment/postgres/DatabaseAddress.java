package dev.tenantry.local.environment.postgres;

import dev.tenantry.local.environment.state.Settings;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where the database is, in libpq's terms.
 *
 * @param passwordFile the file that PGPASSFILE names; empty if there is none
 */
public record DatabaseAddress(
    String host, String port, String user, String database, String passwordFile) {

  /** The address as the variables that every PostgreSQL client reads. */
  public Map<String, String> toVariables() {
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("PGHOST", host);
    variables.put("PGPORT", port);
    variables.put("PGUSER", user);
    variables.put("PGDATABASE", database);
    if (!passwordFile.isEmpty()) {
      variables.put("PGPASSFILE", passwordFile);
    }
    return variables;
  }

  /** Remembers the address for `env`. */
  public void remember(Settings settings) {
    settings.write(toVariables());
  }
}
