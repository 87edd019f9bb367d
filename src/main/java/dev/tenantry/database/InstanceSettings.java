package dev.tenantry.database;

import dev.tenantry.cloud.CloudLabels;
import dev.tenantry.config.ServerBackups;
import dev.tenantry.config.ServerMaintenance;
import dev.tenantry.config.ServerSize;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The settings of an instance: what an operator would set on its page. */
final class InstanceSettings {
  /** Shortest password of a person; logins of the program have SCRAM verifiers or none. */
  private static final int PASSWORD_LENGTH_MIN = 16;

  /** Characters of a statement that query insights keeps; Cloud SQL's default. */
  private static final int STATEMENT_LENGTH = 1024;

  private static final int PLANS_PER_MINUTE = 5;

  private InstanceSettings() {}

  static Map<String, Object> of(CloudSqlServerArgs args) {
    ServerSize size = args.server().size();
    Map<String, Object> settings = new TreeMap<>();
    // Said: Cloud SQL makes a PostgreSQL 16 or later Enterprise Plus, which has other machines.
    settings.put("edition", "ENTERPRISE");
    settings.put("tier", size.machine());
    settings.put("availabilityType", size.standby() ? "REGIONAL" : "ZONAL");
    settings.put("activationPolicy", "ALWAYS");
    settings.put("diskType", "PD_SSD");
    settings.put("diskSize", size.diskGb());
    settings.put("diskAutoresize", true);
    settings.put("diskAutoresizeLimit", size.diskGbMax());
    settings.put("deletionProtectionEnabled", args.kept());
    settings.put("connectorEnforcement", "REQUIRED");
    settings.put("ipConfiguration", network(args));
    settings.put("backupConfiguration", backups(args.server().backups()));
    settings.put("databaseFlags", DatabaseFlags.of(args.database().maxConnections()));
    settings.put("insightsConfig", insights());
    settings.put("passwordValidationPolicy", passwords());
    settings.put("userLabels", CloudLabels.ofPlatform(args.stack()));
    maintenance(settings, args.server().maintenance());
    return settings;
  }

  /** No address of its own, public or private: who wants to reach it makes an endpoint. */
  private static Map<String, Object> network(CloudSqlServerArgs args) {
    return Map.of(
        "ipv4Enabled",
        false,
        "sslMode",
        "TRUSTED_CLIENT_CERTIFICATE_REQUIRED",
        "pscConfigs",
        List.of(Map.of("pscEnabled", true, "allowedConsumerProjects", List.of(args.project()))));
  }

  private static Map<String, Object> backups(ServerBackups backups) {
    return Map.of(
        "enabled",
        true,
        "pointInTimeRecoveryEnabled",
        true,
        "transactionLogRetentionDays",
        backups.logDays(),
        "startTime",
        String.format(Locale.ROOT, "%02d:00", backups.hour()),
        "location",
        backups.location().value(),
        "backupRetentionSettings",
        Map.of("retainedBackups", backups.count(), "retentionUnit", "COUNT"));
  }

  /** Statements without values; not who sent them, nor what a client says about itself. */
  private static Map<String, Object> insights() {
    return Map.of(
        "queryInsightsEnabled",
        true,
        "recordClientAddress",
        false,
        "recordApplicationTags",
        false,
        "queryStringLength",
        STATEMENT_LENGTH,
        "queryPlansPerMinute",
        PLANS_PER_MINUTE);
  }

  /** For the administrator: Cloud SQL does not judge verifiers, which the provisioner sets. */
  private static Map<String, Object> passwords() {
    return Map.of(
        "enablePasswordPolicy",
        true,
        "minLength",
        PASSWORD_LENGTH_MIN,
        "complexity",
        "COMPLEXITY_DEFAULT",
        "disallowUsernameSubstring",
        true);
  }

  private static void maintenance(Map<String, Object> settings, ServerMaintenance window) {
    settings.put(
        "maintenanceWindow",
        Map.of(
            // Monday is 1.
            "day",
            window.day().ordinal() + 1,
            "hour",
            window.hour(),
            "updateTrack",
            window.track().label()));
    window
        .freeze()
        .ifPresent(
            days ->
                settings.put(
                    "denyMaintenancePeriod",
                    Map.of(
                        "startDate",
                        days.from().value(),
                        "endDate",
                        days.to().value(),
                        "time",
                        "00:00:00")));
  }
}
