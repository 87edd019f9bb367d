package dev.tenantry.local.environment.agents;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tenantry.local.environment.console.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads a plan; a key that means nothing is an error, as a typing mistake must not be ignored. */
public final class PlanFile {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private PlanFile() {}

  /**
   * Reads the file.
   *
   * @throws Failure if it cannot be read or is no plan
   */
  public static ProcessPlan read(Path file) {
    if (!Files.exists(file)) {
      throw new Failure("there is no plan " + file);
    }
    try {
      return JSON.readValue(file.toFile(), ProcessPlan.class);
    } catch (JsonProcessingException e) {
      throw new Failure(file + " is no plan: " + e.getOriginalMessage() + at(e));
    } catch (IOException e) {
      throw new Failure("cannot read the plan " + file, e);
    }
  }

  private static String at(JsonProcessingException e) {
    return e.getLocation() == null ? "" : " (line " + e.getLocation().getLineNr() + ")";
  }
}
