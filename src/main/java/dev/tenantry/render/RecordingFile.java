package dev.tenantry.render;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What the program declares, kept as JSON for a later comparison.
 *
 * @param stack the stack's name
 * @param resources in the order of their declaration
 */
public record RecordingFile(String stack, List<RecordedResource> resources) {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .build();

  public RecordingFile {
    resources = List.copyOf(resources);
  }

  /** Writes it; a file that is there is replaced. */
  public void write(Path file) throws IOException {
    Files.writeString(file, JSON.writeValueAsString(this));
  }

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException if the file is something else
   */
  public static RecordingFile read(Path file) throws IOException {
    try {
      return JSON.readValue(Files.readString(file), RecordingFile.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(file + " is no recording: " + e.getOriginalMessage(), e);
    }
  }
}
