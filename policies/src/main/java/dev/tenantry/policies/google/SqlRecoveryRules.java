package dev.tenantry.policies.google;

import static dev.tenantry.policies.google.GoogleTypes.SQL_INSTANCE;

import dev.tenantry.policies.Answer;
import dev.tenantry.policies.Findings;
import dev.tenantry.policies.Level;
import dev.tenantry.policies.PolicyRule;
import dev.tenantry.policies.Resource;
import dev.tenantry.policies.ResourceRule;
import dev.tenantry.policies.RuleInfo;
import dev.tenantry.policies.Severity;
import dev.tenantry.policies.Value;
import java.util.List;

/** How a Cloud SQL instance is kept, and brought back. */
final class SqlRecoveryRules {
  private static final String BACKUPS = "settings.backupConfiguration.";

  /** A week, in backups of one a day and in days of the log. */
  private static final int WEEK = 7;

  /** What migrations and policies are tested on. */
  private static final int VERSION_MIN = 17;

  private SqlRecoveryRules() {}

  static List<PolicyRule> all() {
    return List.of(
        backups(),
        pointInTime(),
        protectedTwice(),
        protection(),
        standby(),
        key(),
        version(),
        maintenance());
  }

  private static PolicyRule backups() {
    RuleInfo info =
        new RuleInfo(
            "sql-has-backups",
            "A database server has a backup of each day of a week",
            "A mistake of Monday that is found on Friday is beyond repair otherwise.",
            List.of(Controls.gcp("6.8")),
            Severity.HIGH,
            Level.MANDATORY,
            "Set backupConfiguration.enabled: true and retainedBackups to 7 or more.");
    return new ResourceRule(
        info,
        SqlAccessRules::isPrimary,
        (sql, findings) -> {
          Value enabled = sql.at(BACKUPS + "enabled");
          findings.require(enabled.is(true), sql, enabled, "must be true");
          Value kept = sql.at(BACKUPS + "backupRetentionSettings.retainedBackups");
          // Google keeps seven unless told otherwise.
          findings.require(
              kept.isEmpty().or(kept.isNumber(count -> count >= WEEK)),
              sql,
              kept,
              "must be at least " + WEEK);
        });
  }

  private static PolicyRule pointInTime() {
    RuleInfo info =
        new RuleInfo(
            "sql-restores-any-moment",
            "A database server can be restored to any moment of a week",
            "Between two backups lies a day of all tenants' conversations.",
            List.of(Controls.gcp("6.8"), Controls.promise("docs/database.md")),
            Severity.HIGH,
            Level.MANDATORY,
            "Set backupConfiguration.pointInTimeRecoveryEnabled: true and"
                + " transactionLogRetentionDays: 7.");
    return new ResourceRule(
        info,
        one -> SqlAccessRules.isPostgres(one) && SqlAccessRules.isPrimary(one),
        (sql, findings) -> {
          Value enabled = sql.at(BACKUPS + "pointInTimeRecoveryEnabled");
          findings.require(enabled.is(true), sql, enabled, "must be true");
          Value days = sql.at(BACKUPS + "transactionLogRetentionDays");
          findings.require(
              days.isEmpty().or(days.isNumber(count -> count >= WEEK)),
              sql,
              days,
              "must be at least " + WEEK);
        });
  }

  private static PolicyRule protectedTwice() {
    RuleInfo info =
        new RuleInfo(
            "sql-is-protected-by-both-or-neither",
            "Pulumi's and Google's deletion protection of a database server say the same",
            "With Pulumi's alone, a click deletes the server; with Google's alone, an update dies"
                + " half way.",
            List.of(Controls.gcp("6.9"), Controls.promise("docs/database.md")),
            Severity.MEDIUM,
            Level.MANDATORY,
            "Set deletionProtection and settings.deletionProtectionEnabled to the same value.");
    return new ResourceRule(
        info,
        one -> one.type().equals(SQL_INSTANCE),
        (sql, findings) -> {
          // Absent is true for Pulumi's, and false for Google's.
          Answer pulumi = sql.at("deletionProtection").is(false).not();
          Value google = sql.at("settings.deletionProtectionEnabled");
          Answer both = pulumi.and(google.is(true));
          Answer neither = pulumi.not().and(google.is(true).not());
          findings.require(both.or(neither), sql, google, "must be " + (pulumi == Answer.YES));
        });
  }

  /** A server in one zone says by that that it may be lost: dev's. */
  private static PolicyRule protection() {
    return ValueRule.that(
        new RuleInfo(
            "sql-is-protected-from-deletion",
            "A database server with a standby cannot be deleted by mistake",
            "Its backups are deleted with it. A server without a standby says by that that it may"
                + " be lost.",
            List.of(Controls.gcp("6.9")),
            Severity.HIGH,
            Level.MANDATORY,
            "Set settings.deletionProtectionEnabled: true; of the stack's file,"
                + " database.server.deletionPolicy: retain."),
        one ->
            one.type().equals(SQL_INSTANCE)
                && one.at("settings.availabilityType").is("REGIONAL") == Answer.YES,
        "settings.deletionProtectionEnabled",
        value -> value.is(true),
        "must be true");
  }

  private static PolicyRule standby() {
    return ValueRule.that(
        new RuleInfo(
            "sql-has-a-standby",
            "A database server that is worth protecting has a standby in a second zone",
            "With its zone all tenants lose their data's server. One that may be deleted may be"
                + " without: a standby costs as much as the server.",
            List.of(Controls.promise("docs/database.md")),
            Severity.MEDIUM,
            Level.ADVISORY,
            "Set settings.availabilityType: REGIONAL; of the stack's file, a size from medium."),
        one ->
            one.type().equals(SQL_INSTANCE)
                && one.at("settings.deletionProtectionEnabled").is(true) == Answer.YES,
        "settings.availabilityType",
        value -> value.is("REGIONAL"),
        "must be REGIONAL");
  }

  private static PolicyRule key() {
    RuleInfo info =
        new RuleInfo(
            "sql-is-encrypted-with-a-key",
            "A database server is encrypted with a key of Cloud KMS in its own region",
            "A key of one's own can be withdrawn. A server cannot be given one later, and one in"
                + " another region is refused.",
            List.of(Controls.promise("docs/database.md")),
            Severity.MEDIUM,
            Level.ADVISORY,
            "Set encryptionKeyName; of the stack's file, database.server.key.");
    return new ResourceRule(
        info, one -> one.type().equals(SQL_INSTANCE), SqlRecoveryRules::requireKey);
  }

  private static void requireKey(Resource sql, Findings findings) {
    Value key = sql.at("encryptionKeyName");
    String place = "/locations/" + sql.at("region").text().orElse("") + "/";
    Answer near =
        sql.at("region").isPresent() ? key.isText(text -> text.contains(place)) : key.exists();
    findings.require(near, sql, key, "must name a key of the instance's region");
  }

  private static PolicyRule version() {
    return ValueRule.that(
        new RuleInfo(
            "sql-runs-a-known-version",
            "A database server runs PostgreSQL 17 or later",
            "The migrations and the row policies are tested on 17; older ones leave support first.",
            List.of(Controls.promise("docs/database.md")),
            Severity.LOW,
            Level.MANDATORY,
            "Set databaseVersion: POSTGRES_17 or later."),
        SqlAccessRules::isPostgres,
        "databaseVersion",
        value -> value.isText(SqlRecoveryRules::isKnown),
        "must be POSTGRES_" + VERSION_MIN + " or later");
  }

  private static boolean isKnown(String version) {
    String number = version.replace("POSTGRES_", "");
    return number.matches("\\d{1,4}") && Integer.parseInt(number) >= VERSION_MIN;
  }

  private static PolicyRule maintenance() {
    return ValueRule.that(
        new RuleInfo(
            "sql-has-a-maintenance-window",
            "A database server is restarted for maintenance at an hour that somebody chose",
            "Otherwise Google restarts it at any hour, under all tenants.",
            List.of(Controls.tenancy("off-peak maintenance windows")),
            Severity.LOW,
            Level.ADVISORY,
            "Set settings.maintenanceWindow.day, 1 for Monday, and hour."),
        SQL_INSTANCE,
        "settings.maintenanceWindow.day",
        value -> value.isNumber(day -> day >= 1),
        "must be a day from 1 to 7");
  }
}
