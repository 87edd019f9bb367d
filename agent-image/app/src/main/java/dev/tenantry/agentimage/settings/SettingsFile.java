package dev.tenantry.agentimage.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads the settings of a mode: every key must be known, and every key must be there. */
public final class SettingsFile {
  private static final JsonMapper STRICT =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .build();

  private SettingsFile() {}

  /**
   * Reads a file.
   *
   * @throws SettingsFailure with file, line and what is wrong
   */
  public static <T> T read(Path file, Class<T> type) {
    try {
      return STRICT.readValue(Files.readString(file), type);
    } catch (JsonProcessingException problem) {
      throw new SettingsFailure(file + place(problem) + ": " + problem.getOriginalMessage());
    } catch (IOException problem) {
      throw new SettingsFailure("cannot read the settings " + file + ": " + problem);
    }
  }

  private static String place(JsonProcessingException problem) {
    var at = problem.getLocation();
    return at == null ? "" : ":" + at.getLineNr() + ":" + at.getColumnNr();
  }
}
