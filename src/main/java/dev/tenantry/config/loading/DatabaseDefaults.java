package dev.tenantry.config.loading;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.config.ClusterDatabase;
import dev.tenantry.config.DeletionPolicy;
import dev.tenantry.config.ServerBackups;
import dev.tenantry.config.ServerMaintenance;
import dev.tenantry.config.UpdateTrack;

/** What {@code database} of a platform's file need not say, and stand-ins for what it must. */
final class DatabaseDefaults {
  private static final String REGION = "europe-west1";

  private DatabaseDefaults() {}

  /** Fills the section {@code database} for the file {@code written}. */
  static void fill(ObjectNode database, JsonNode written) {
    String project = written.path("cloud").path("project").asText("stand-in");
    String domain = "@" + project + ".iam.gserviceaccount.com";
    database
        .put("image", "stand-in.invalid/image@sha256:" + "0".repeat(64))
        .put("proxyImage", "stand-in.invalid/image@sha256:" + "0".repeat(64))
        .put("instance", "stand-in:" + REGION + ":stand-in")
        .put("address", "192.0.2.64")
        .put("migrator", ClusterDatabase.DEFAULT_MIGRATOR + domain)
        .put("provisioner", ClusterDatabase.DEFAULT_PROVISIONER + domain);
    if (written.path("database").has("server")) {
      server(database.putObject("server"), region(written.path("database")));
    }
  }

  private static String region(JsonNode database) {
    String[] parts = database.path("instance").asText("").split(":");
    return parts.length == 3 ? parts[1] : REGION;
  }

  private static void server(ObjectNode server, String region) {
    server.put("deletionPolicy", DeletionPolicy.DEFAULT.label());
    server
        .putObject("backups")
        .put("count", ServerBackups.DEFAULT_COUNT)
        .put("logDays", ServerBackups.DEFAULT_LOG_DAYS)
        .put("hour", ServerBackups.DEFAULT_HOUR)
        .put("location", region);
    server
        .putObject("maintenance")
        .put("day", ServerMaintenance.DEFAULT_DAY.label())
        .put("hour", ServerMaintenance.DEFAULT_HOUR)
        .put("track", UpdateTrack.DEFAULT.label());
  }
}
