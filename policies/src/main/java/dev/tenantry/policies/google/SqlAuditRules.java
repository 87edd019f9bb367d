package dev.tenantry.policies.google;

import dev.tenantry.policies.Control;
import dev.tenantry.policies.Level;
import dev.tenantry.policies.PolicyRule;
import dev.tenantry.policies.ResourceRule;
import dev.tenantry.policies.RuleInfo;
import dev.tenantry.policies.Severity;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a PostgreSQL server of Cloud SQL writes to its log, and what it must not. */
final class SqlAuditRules {
  private static final Control PAGE = Controls.promise("docs/database.md");

  private SqlAuditRules() {}

  static List<PolicyRule> all() {
    return List.of(sessions(), statements(), errors(), noValues(), audit(), waits());
  }

  private static PolicyRule sessions() {
    return flags(
        new RuleInfo(
            "sql-logs-sessions",
            "A database server logs who came and who went",
            "A stolen login shows first as a session at an odd hour.",
            List.of(Controls.gcp("6.2.2"), Controls.gcp("6.2.3")),
            Severity.MEDIUM,
            Level.MANDATORY,
            "Set the flags log_connections and log_disconnections to on."),
        Map.of("log_connections", "on", "log_disconnections", "on"));
  }

  private static PolicyRule statements() {
    return flags(
        new RuleInfo(
            "sql-logs-changes-of-the-schema",
            "A database server logs changes of the schema, and no other statements",
            "Whoever drops a policy must be found. Other statements hold tenants' values, so mod"
                + " and all would put these into the log.",
            List.of(Controls.gcp("6.2.4")),
            Severity.MEDIUM,
            Level.MANDATORY,
            "Set the flag log_statement to ddl."),
        Map.of("log_statement", "ddl"));
  }

  private static PolicyRule errors() {
    return flags(
        new RuleInfo(
            "sql-logs-errors-without-rows",
            "A database server logs warnings and failed statements, without the rows in question",
            "PostgreSQL quotes the offending row of a tenant in a message's DETAIL, unless it is"
                + " terse.",
            List.of(Controls.gcp("6.2.1"), Controls.gcp("6.2.5"), Controls.gcp("6.2.6")),
            Severity.MEDIUM,
            Level.MANDATORY,
            "Set the flags log_error_verbosity to terse, log_min_messages to warning and"
                + " log_min_error_statement to error."),
        Map.of(
            "log_error_verbosity", "terse",
            "log_min_messages", "warning",
            "log_min_error_statement", "error"));
  }

  private static PolicyRule noValues() {
    return flags(
        new RuleInfo(
            "sql-logs-no-slow-statements",
            "A database server does not log slow statements",
            "Their text holds what a tenant searched for. Query insights shows them without"
                + " values.",
            List.of(Controls.gcp("6.2.7")),
            Severity.MEDIUM,
            Level.MANDATORY,
            "Set the flag log_min_duration_statement to -1."),
        Map.of("log_min_duration_statement", "-1"));
  }

  private static PolicyRule audit() {
    return flags(
        new RuleInfo(
            "sql-audits",
            "A database server keeps an audit of changes of its schema",
            "The audit cannot be switched off by whoever changes a policy, and tells whose session"
                + " it was.",
            List.of(Controls.gcp("6.2.8"), PAGE),
            Severity.MEDIUM,
            Level.MANDATORY,
            "Set the flags cloudsql.enable_pgaudit to on and pgaudit.log to ddl; class role would"
                + " log tenants' verifiers."),
        Map.of("cloudsql.enable_pgaudit", "on", "pgaudit.log", "ddl"));
  }

  private static PolicyRule waits() {
    return flags(
        new RuleInfo(
            "sql-logs-what-waits",
            "A database server logs locks that wait, files that spill, and checkpoints",
            "One tenant's transaction that holds up all others is found by this log alone.",
            List.of(PAGE),
            Severity.LOW,
            Level.ADVISORY,
            "Set the flags log_lock_waits and log_checkpoints to on, and log_temp_files to 0."),
        Map.of("log_lock_waits", "on", "log_checkpoints", "on", "log_temp_files", "0"));
  }

  /** Sorted, so that messages come in one order. */
  private static PolicyRule flags(RuleInfo info, Map<String, String> wanted) {
    Map<String, String> sorted = new TreeMap<>(wanted);
    return new ResourceRule(
        info,
        SqlAccessRules::isPostgres,
        (sql, findings) -> SqlFlags.require(sorted, sql, findings));
  }
}
