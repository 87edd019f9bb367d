package dev.tenantry.laws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tenantry.render.RecordedResource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What every Cloud SQL instance of a recording must be, by the control that asks for it.
 *
 * <p>The table of docs/database.md is made of it.
 */
final class DatabaseServerLaws {
  /** Controls by what they ask for. */
  static final Map<String, Control> CONTROLS = new LinkedHashMap<>();

  static final String INSTANCE = "gcp:sql/databaseInstance:DatabaseInstance";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String IP = "/settings/ipConfiguration/";
  private static final String BACKUPS = "/settings/backupConfiguration/";

  /**
   * One control.
   *
   * @param source who asks for it
   * @param value what an instance says, as the table shows it
   * @param holds whether an instance's inputs keep it
   */
  record Control(String source, String value, Predicate<JsonNode> holds) {}

  static {
    is("no public address", "CIS 6.7; CKV_GCP_60", IP + "ipv4Enabled", "false");
    put(
        "nobody may come in by address",
        "CIS 6.5; CKV_GCP_11",
        "no `authorizedNetworks`",
        one -> one.at(IP + "authorizedNetworks").isMissingNode());
    is("reached by endpoints alone", "-", IP + "pscConfigs/0/pscEnabled", "true");
    is(
        "TLS with a client's certificate",
        "CIS 6.4; CKV_GCP_6",
        IP + "sslMode",
        "TRUSTED_CLIENT_CERTIFICATE_REQUIRED");
    is("through a connector alone", "-", "/settings/connectorEnforcement", "REQUIRED");
    is("automatic backups", "CIS 6.8; CKV_GCP_14", BACKUPS + "enabled", "true");
    is("any moment can be restored", "-", BACKUPS + "pointInTimeRecoveryEnabled", "true");
    put(
        "backups lie where they are said to",
        "-",
        "`backupConfiguration.location` is stated",
        one -> !one.at(BACKUPS + "location").asText().isEmpty());
    put(
        "a key of one's own",
        "Google's own advice",
        "`encryptionKeyName` in the instance's region",
        one ->
            one.path("encryptionKeyName")
                .asText()
                .contains("/locations/" + one.path("region").asText() + "/"));
    put(
        "maintenance at a known hour",
        "-",
        "`maintenanceWindow` is stated",
        one -> one.at("/settings/maintenanceWindow/day").asInt() > 0);
    is(
        "passwords of people are long",
        "-",
        "/settings/passwordValidationPolicy/enablePasswordPolicy",
        "true");
    is("insights hold no clients", "-", "/settings/insightsConfig/recordClientAddress", "false");
    flag("sign in by IAM", "CIS 6.6", "cloudsql.iam_authentication", "on");
    flag("no DETAIL with rows", "CIS 6.2.1", "log_error_verbosity", "terse");
    flag("who came", "CIS 6.2.2; CKV_GCP_52", "log_connections", "on");
    flag("who went", "CIS 6.2.3; CKV_GCP_53", "log_disconnections", "on");
    flag("changes of the schema", "CIS 6.2.4; CKV_GCP_111", "log_statement", "ddl");
    flag("warnings", "CIS 6.2.5; CKV_GCP_55", "log_min_messages", "warning");
    flag("failed statements", "CIS 6.2.6; CKV_GCP_109", "log_min_error_statement", "error");
    flag("no values of slow ones", "CIS 6.2.7; CKV_GCP_57", "log_min_duration_statement", "-1");
    flag("audit", "CIS 6.2.8; CKV_GCP_110", "cloudsql.enable_pgaudit", "on");
    flag("who waits", "CKV_GCP_54", "log_lock_waits", "on");
    flag("what spills", "CKV_GCP_56", "log_temp_files", "0");
    flag("checkpoints", "CKV_GCP_51", "log_checkpoints", "on");
  }

  private DatabaseServerLaws() {}

  /** Every broken law; empty for a good recording. */
  static List<String> brokenBy(List<RecordedResource> recording) {
    List<String> broken = new ArrayList<>();
    instances(recording)
        .forEach(
            one -> {
              JsonNode inputs = JSON.valueToTree(one.inputs());
              CONTROLS.forEach(
                  (what, control) -> {
                    if (!control.holds().test(inputs)) {
                      broken.add(one.name() + ": " + what);
                    }
                  });
              boolean api = inputs.at("/settings/deletionProtectionEnabled").asBoolean();
              boolean own = inputs.path("deletionProtection").asBoolean();
              if (api != own || own != Boolean.TRUE.equals(one.options().get("protect"))) {
                broken.add(one.name() + ": protected by one and not by the other");
              }
            });
    return broken;
  }

  static List<RecordedResource> instances(List<RecordedResource> recording) {
    return recording.stream().filter(one -> one.type().equals(INSTANCE)).toList();
  }

  private static void is(String what, String source, String pointer, String value) {
    String name = pointer.replaceFirst("^/(settings/)?", "").replaceAll("/0?/?", ".");
    put(what, source, "`" + name + "` " + value, one -> one.at(pointer).asText().equals(value));
  }

  private static void flag(String what, String source, String flag, String value) {
    put(
        what,
        source,
        "flag `" + flag + "` " + value,
        one -> {
          for (JsonNode each : one.at("/settings/databaseFlags")) {
            if (each.path("name").asText().equals(flag)) {
              return each.path("value").asText().equals(value);
            }
          }
          return false;
        });
  }

  private static void put(String what, String source, String value, Predicate<JsonNode> holds) {
    CONTROLS.put(what, new Control(source, value, holds));
  }
}
