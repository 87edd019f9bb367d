package dev.tenantry.sql;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What an archive holds: {@code manifest.json}.
 *
 * @param format of the archive, {@link #FORMAT}
 * @param tenantId whose rows they are
 * @param tenant the tenant's name
 * @param tier its tier
 * @param mode where the rows lay
 * @param schema version of the tables
 * @param createdAt in UTC, ISO 8601
 * @param tables in the order in which they are restored
 */
@JsonPropertyOrder({
  "format",
  "tenantId",
  "tenant",
  "tier",
  "mode",
  "schema",
  "createdAt",
  "tables"
})
public record ArchiveManifest(
    int format,
    String tenantId,
    String tenant,
    String tier,
    String mode,
    String schema,
    String createdAt,
    List<Table> tables) {
  /** The only format so far. */
  public static final int FORMAT = 1;

  static final String FILE = "manifest.json";
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  public ArchiveManifest {
    tables = List.copyOf(tables);
  }

  /**
   * One table's rows, in the file {@code <name>.csv}.
   *
   * @param rows without the header
   * @param sha256 of the file, in hexadecimal
   */
  @JsonPropertyOrder({"name", "columns", "rows", "sha256"})
  public record Table(String name, List<String> columns, long rows, String sha256) {
    public Table {
      columns = List.copyOf(columns);
    }

    Path file(Path archive) {
      return archive.resolve(name + ".csv");
    }
  }

  /** All rows of all tables. */
  public long rows() {
    return tables.stream().mapToLong(Table::rows).sum();
  }

  void write(Path archive) throws IOException {
    Files.writeString(archive.resolve(FILE), JSON.writeValueAsString(this) + "\n");
  }

  static ArchiveManifest read(Path archive) {
    Path file = archive.resolve(FILE);
    try {
      ArchiveManifest manifest = JSON.readValue(file.toFile(), ArchiveManifest.class);
      if (manifest.format != FORMAT) {
        throw new SqlFailure(
            file + ": format " + manifest.format + " is not " + FORMAT + ", the one known here");
      }
      return manifest;
    } catch (IOException e) {
      throw new SqlFailure(file + " is no manifest of an archive", e);
    }
  }
}
