package dev.tenantry.database;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Parameters of PostgreSQL that differ from Cloud SQL's defaults, or that must not change.
 *
 * <p>Control numbers: CIS Google Cloud Platform Foundation Benchmark 5.0; {@code CKV_} are
 * checkov's. Why each: docs/database.md.
 */
final class DatabaseFlags {
  private DatabaseFlags() {}

  /**
   * All flags, sorted by name.
   *
   * @param maxConnections connections that the server accepts
   */
  static List<Map<String, Object>> of(int maxConnections) {
    Map<String, String> flags = new TreeMap<>();
    // Who may come in.
    flags.put("cloudsql.iam_authentication", "on");
    flags.put("max_connections", Integer.toString(maxConnections));
    // What is audited: changes of the schema. Class "role" would log tenants' verifiers.
    flags.put("cloudsql.enable_pgaudit", "on");
    flags.put("pgaudit.log", "ddl");
    flags.put("log_connections", "on");
    flags.put("log_disconnections", "on");
    flags.put("log_statement", "ddl");
    // What went wrong, without the rows that PostgreSQL quotes in a message's DETAIL.
    flags.put("log_min_messages", "warning");
    flags.put("log_min_error_statement", "error");
    flags.put("log_error_verbosity", "terse");
    // Off: the text of a slow statement may hold a tenant's values. Query insights has no values.
    flags.put("log_min_duration_statement", "-1");
    // What waits or spills.
    flags.put("log_checkpoints", "on");
    flags.put("log_lock_waits", "on");
    flags.put("log_temp_files", "0");
    return flags.entrySet().stream()
        .map(flag -> Map.<String, Object>of("name", flag.getKey(), "value", flag.getValue()))
        .toList();
  }
}
