package dev.tenantry.workflows;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** What run 7 left behind: archives of files, each with its name. */
final class RunArtifacts {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, Map<String, String>> archives = new TreeMap<>();

  /** The run's request: whose it is, and which stacks it touches. */
  void request(String text) {
    put("pull-request", Map.of("request.json", text));
  }

  /** What was found of a stack. */
  void preview(String stack, String code, String markdown) {
    put("preview-" + stack, Map.of(stack + ".code", code, stack + ".md", markdown));
  }

  /** An archive, in the place of one of that name. */
  void put(String name, Map<String, String> files) {
    archives.put(name, new TreeMap<>(files));
  }

  /** Adds a file to an archive. */
  void add(String name, String file, String text) {
    archives.get(name).put(file, text);
  }

  void remove(String name) {
    archives.remove(name);
  }

  /** Lets the stand-in for GitHub have them. */
  void publish(RunnerScene scene) throws IOException {
    List<Map<String, Object>> list = new ArrayList<>();
    int id = 100;
    for (Map.Entry<String, Map<String, String>> one : archives.entrySet()) {
      Path zip = scene.state().resolve(++id + ".zip");
      try (OutputStream out = Files.newOutputStream(zip);
          ZipOutputStream entries = new ZipOutputStream(out)) {
        for (Map.Entry<String, String> file : one.getValue().entrySet()) {
          entries.putNextEntry(new ZipEntry(file.getKey()));
          entries.write(file.getValue().getBytes(StandardCharsets.UTF_8));
        }
      }
      list.add(Map.of("id", id, "name", one.getKey(), "size_in_bytes", Files.size(zip)));
    }
    scene.write("state/artifacts.json", JSON.writeValueAsString(Map.of("artifacts", list)));
  }
}
