package dev.tenantry.sqlite;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.tenantry.sql.SqlFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/**
 * What an archive of an agent's file holds: {@code manifest.json}, beside {@code agent.db}.
 *
 * @param format of the archive, {@link #FORMAT}
 * @param tenantId whose data it is
 * @param tenant the tenant's name
 * @param agent the agent's name
 * @param mode always {@code sqlite}; an archive of PostgreSQL says another
 * @param schema version of the tables
 * @param createdAt in UTC, ISO 8601
 * @param sha256 of {@code agent.db}, in hexadecimal
 * @param tables by name
 */
@JsonPropertyOrder({
  "format",
  "tenantId",
  "tenant",
  "agent",
  "mode",
  "schema",
  "createdAt",
  "sha256",
  "tables"
})
public record FileManifest(
    int format,
    UUID tenantId,
    String tenant,
    String agent,
    String mode,
    int schema,
    String createdAt,
    String sha256,
    List<TableDigest> tables) {
  /** The only format so far. */
  public static final int FORMAT = 1;

  static final String MODE = "sqlite";
  static final String DATABASE = "agent.db";
  private static final String FILE = "manifest.json";
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  public FileManifest {
    tables = List.copyOf(tables);
  }

  /** All rows of all tables. */
  public long rows() {
    return tables.stream().mapToLong(TableDigest::rows).sum();
  }

  FileOwner owner() {
    return new FileOwner(tenantId, tenant, agent);
  }

  void write(Path archive) throws IOException {
    Files.writeString(archive.resolve(FILE), JSON.writeValueAsString(this) + "\n");
  }

  static FileManifest read(Path archive) {
    Path file = archive.resolve(FILE);
    try {
      FileManifest manifest = JSON.readValue(file.toFile(), FileManifest.class);
      if (manifest.format != FORMAT || !MODE.equals(manifest.mode)) {
        throw new SqlFailure(
            "%s: format %d of mode %s is not format %d of mode %s, the only one known here"
                .formatted(file, manifest.format, manifest.mode, FORMAT, MODE));
      }
      return manifest;
    } catch (IOException e) {
      throw new SqlFailure(file + " is no manifest of an agent's file", e);
    }
  }
}
