package dev.tenantry.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;

/** {@code Pulumi.yaml}, for use in another folder. */
final class ProjectSettings {
  private static final YAMLMapper YAML = new YAMLMapper();

  private final JsonNode settings;

  private ProjectSettings(JsonNode settings) {
    this.settings = settings;
  }

  /** Those of a project; its plug-ins are still found from elsewhere. */
  static ProjectSettings of(Path project) throws IOException {
    JsonNode settings = YAML.readTree(project.resolve("Pulumi.yaml").toFile());
    for (JsonNode kind : settings.path("plugins")) {
      for (JsonNode plugin : kind) {
        ((ObjectNode) plugin).put("path", project.resolve(plugin.path("path").asText()).toString());
      }
    }
    return new ProjectSettings(settings);
  }

  void writeTo(Path file) throws IOException {
    YAML.writeValue(file.toFile(), settings);
  }
}
