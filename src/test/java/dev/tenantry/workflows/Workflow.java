package dev.tenantry.workflows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A workflow file, parsed.
 *
 * @param file its name
 * @param text as it is written
 * @param tree what it says
 */
record Workflow(String file, String text, JsonNode tree) {
  static final Path FOLDER = Path.of(".github/workflows");

  private static final YAMLMapper YAML = new YAMLMapper();

  static Workflow read(Path file) {
    try {
      String text = Files.readString(file);
      return new Workflow(file.getFileName().toString(), text, YAML.readTree(text));
    } catch (IOException e) {
      throw new UncheckedIOException(file + " is no YAML", e);
    }
  }

  /** Those of this repository, by name. */
  static List<Workflow> shipped() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.sorted().map(Workflow::read).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean startsOn(String event) {
    return tree.path("on").has(event);
  }

  Map<String, JsonNode> jobs() {
    Map<String, JsonNode> jobs = new TreeMap<>();
    tree.path("jobs").properties().forEach(job -> jobs.put(job.getKey(), job.getValue()));
    return jobs;
  }

  /** The steps of all jobs. */
  List<JsonNode> steps() {
    List<JsonNode> steps = new ArrayList<>();
    jobs().values().forEach(job -> job.path("steps").forEach(steps::add));
    return steps;
  }
}
