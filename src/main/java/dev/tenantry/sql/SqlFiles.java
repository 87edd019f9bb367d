package dev.tenantry.sql;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The SQL that this program carries. */
final class SqlFiles {
  private SqlFiles() {}

  /** The text of a resource below {@code db/}. */
  static String read(String path) {
    try (InputStream file = SqlFiles.class.getResourceAsStream("/db/" + path)) {
      if (file == null) {
        throw new IllegalArgumentException("no resource db/" + path);
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
