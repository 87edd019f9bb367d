package dev.tenantry.agentimage.builder.start;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tenantry.agentimage.builder.Failure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What is done with an application while its start cache is recorded.
 *
 * @param environment variables beside the ports
 * @param files texts by their path under /tmp, for variables that end in {@code _FILE}
 * @param requests sent one after the other, once the application has started
 */
public record Training(
    Map<String, String> environment, Map<String, String> files, List<Request> requests) {
  /** Only a start and an end. */
  public static final Training NONE = new Training(Map.of(), Map.of(), List.of());

  public Training {
    environment = environment == null ? Map.of() : Map.copyOf(environment);
    files = files == null ? Map.of() : Map.copyOf(files);
    requests = requests == null ? List.of() : List.copyOf(requests);
  }

  /**
   * One request; whatever the answer is, it counts.
   *
   * @param body empty for none; then it is a GET, else a POST of JSON
   * @param times how often it is sent, 1 if it does not say
   */
  public record Request(@JsonProperty(required = true) String path, String body, int times) {
    public Request {
      body = body == null ? "" : body;
      times = Math.max(1, times);
    }
  }

  /**
   * Reads a JSON file of that shape.
   *
   * @throws Failure if it is no JSON or has keys that are not known
   */
  public static Training read(Path file) {
    try {
      return JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build()
          .readValue(file.toFile(), Training.class);
    } catch (IOException e) {
      throw new Failure("cannot read the training " + file, e);
    }
  }
}
