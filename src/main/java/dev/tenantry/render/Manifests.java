package dev.tenantry.render;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A recording as files that other tools read.
 *
 * <p>One YAML file per Kubernetes object at {@code <namespace or _cluster>/<kind>-<name>.yaml}, and
 * {@code gcp.json} with every Google Cloud resource.
 */
public final class Manifests {
  /** Folder of the objects that belong to no Namespace. */
  private static final String CLUSTER_SCOPED = "_cluster";

  private static final String GCP_FILE = "gcp.json";

  /** Lists what a rendering wrote, so that the next one removes what is gone. */
  private static final String INDEX = ".rendered";

  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
          .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
          .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
          .disable(YAMLGenerator.Feature.SPLIT_LINES)
          .build();

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private Manifests() {}

  /**
   * All files of a recording, by path.
   *
   * @param recording from {@link StackRecording#of}
   * @return file contents by relative path with forward slashes, sorted
   */
  public static Map<String, String> of(List<RecordedResource> recording) {
    Map<String, String> files = new TreeMap<>();
    recording.stream()
        .filter(RecordedResource::isKubernetesObject)
        .forEach(object -> files.put(path(object), toYaml(ordered(object.inputs()))));
    files.put(
        GCP_FILE,
        toJson(
                recording.stream()
                    .filter(RecordedResource::isGcpResource)
                    .map(Manifests::gcpResource)
                    .toList())
            + "\n");
    return files;
  }

  /**
   * Writes all files of a recording into a folder.
   *
   * @param folder created if absent; files that an earlier rendering wrote there and this one does
   *     not are removed, all others are left alone
   * @return how many Kubernetes objects were written
   * @throws IOException if a file cannot be written
   */
  public static int write(List<RecordedResource> recording, Path folder) throws IOException {
    Map<String, String> files = of(recording);
    removeStale(files.keySet(), folder);
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path target = folder.resolve(file.getKey());
      Files.createDirectories(target.getParent());
      Files.writeString(target, file.getValue());
    }
    Files.write(folder.resolve(INDEX), files.keySet());
    return files.size() - 1;
  }

  /** Whether a folder is new, empty or an earlier rendering: files among others would be lost. */
  public static boolean mayWriteTo(Path folder) throws IOException {
    if (!Files.exists(folder) || Files.exists(folder.resolve(INDEX))) {
      return true;
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.findAny().isEmpty();
    }
  }

  private static void removeStale(Set<String> current, Path folder) throws IOException {
    Path index = folder.resolve(INDEX);
    if (!Files.exists(index)) {
      return;
    }
    for (String written : Files.readAllLines(index)) {
      Path file = folder.resolve(written).normalize();
      if (!current.contains(written) && file.startsWith(folder.normalize())) {
        Files.deleteIfExists(file);
      }
    }
  }

  /** Renders any value made of maps, lists and scalars. */
  public static String toYaml(Object value) {
    try {
      return YAML.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("not made of maps, lists and scalars: " + value, e);
    }
  }

  private static String toJson(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("not made of maps, lists and scalars: " + value, e);
    }
  }

  private static String path(RecordedResource object) {
    String folder = object.namespace().stream().findFirst().orElse(CLUSTER_SCOPED);
    String kind = object.kind().toLowerCase(Locale.ROOT);
    return folder + "/" + kind + "-" + object.objectName().replace(':', '_') + ".yaml";
  }

  /** The order that people read: what it is, how it is called, then the rest by name. */
  private static Map<String, Object> ordered(Map<String, Object> inputs) {
    Map<String, Object> ordered = new LinkedHashMap<>();
    for (String first : List.of("apiVersion", "kind", "metadata")) {
      if (inputs.containsKey(first)) {
        ordered.put(first, inputs.get(first));
      }
    }
    inputs.forEach(ordered::putIfAbsent);
    return ordered;
  }

  private static Map<String, Object> gcpResource(RecordedResource resource) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("type", resource.type());
    entry.put("name", resource.name());
    entry.put("parent", resource.parent());
    entry.put("options", resource.options());
    entry.put("properties", resource.inputs());
    return entry;
  }
}
