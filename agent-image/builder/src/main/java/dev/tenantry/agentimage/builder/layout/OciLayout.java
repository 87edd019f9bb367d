package dev.tenantry.agentimage.builder.layout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.agentimage.builder.Digests;
import dev.tenantry.agentimage.builder.Failure;
import dev.tenantry.agentimage.builder.Folders;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** An image in the OCI image layout, unpacked into a folder: index.json, oci-layout, blobs. */
public final class OciLayout {
  /** Media type of a manifest, of images and of what refers to them. */
  public static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";

  private static final String EMPTY = "application/vnd.oci.empty.v1+json";
  private static final String INDEX = "index.json";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;

  private OciLayout(Path folder) {
    this.folder = folder;
  }

  /** Unpacks a tar into a folder, which is emptied first. */
  public static OciLayout unpack(Path tar, Path folder) {
    Folders.fresh(folder);
    try (TarArchiveInputStream entries = new TarArchiveInputStream(Files.newInputStream(tar))) {
      for (TarArchiveEntry entry = entries.getNextEntry();
          entry != null;
          entry = entries.getNextEntry()) {
        Path file = folder.resolve(entry.getName()).normalize();
        if (!file.startsWith(folder)) {
          throw new Failure(tar + " has an entry outside of its folder: " + entry.getName());
        }
        if (entry.isFile()) {
          Files.createDirectories(file.getParent());
          Files.copy(entries, file);
        }
      }
    } catch (IOException e) {
      throw new Failure("cannot unpack " + tar, e);
    }
    return new OciLayout(folder);
  }

  /** The manifests that the index names, the image first. */
  public List<Descriptor> manifests() {
    List<Descriptor> manifests = new ArrayList<>();
    json(folder.resolve(INDEX)).path("manifests").forEach(n -> manifests.add(Descriptor.of(n)));
    return manifests;
  }

  /** The image's manifest. */
  public Descriptor image() {
    return manifests().get(0);
  }

  /** The JSON document that a descriptor points at. */
  public JsonNode document(Descriptor descriptor) {
    return json(blob(descriptor));
  }

  /** The layers of an image, the lowest first. */
  public List<Descriptor> layers(Descriptor manifest) {
    List<Descriptor> layers = new ArrayList<>();
    document(manifest).path("layers").forEach(node -> layers.add(Descriptor.of(node)));
    return layers;
  }

  /** The configuration of an image. */
  public JsonNode configuration(Descriptor manifest) {
    return document(Descriptor.of(document(manifest).path("config")));
  }

  /** The file that a descriptor points at. */
  public Path blob(Descriptor descriptor) {
    return folder.resolve("blobs").resolve(descriptor.digest().replace(':', '/'));
  }

  /**
   * Adds a document that refers to the image: a manifest with a subject, as OCI 1.1 has it.
   * Registries list it under the image's digest.
   *
   * @param type media type of the document
   */
  public Descriptor refer(String type, byte[] document, Map<String, String> annotations) {
    Descriptor empty = put(EMPTY, "{}".getBytes(StandardCharsets.UTF_8));
    ObjectNode manifest = JSON.createObjectNode();
    manifest.put("schemaVersion", 2).put("mediaType", MANIFEST).put("artifactType", type);
    manifest.set("config", empty.json());
    manifest.putArray("layers").add(put(type, document).json());
    manifest.set("subject", image().json());
    ObjectNode notes = manifest.putObject("annotations");
    annotations.forEach(notes::put);
    return put(MANIFEST, bytes(manifest));
  }

  /**
   * Writes the index anew: the image with these annotations, then what refers to it.
   *
   * @param artifactType media type of the documents of those
   */
  public void index(
      Map<String, String> annotations, List<Descriptor> referrers, String artifactType) {
    ObjectNode index = JSON.createObjectNode();
    index.put("schemaVersion", 2).put("mediaType", "application/vnd.oci.image.index.v1+json");
    Descriptor image = image();
    ArrayNode manifests = index.putArray("manifests");
    ObjectNode first = image.json(annotations);
    first.putObject("platform").put("architecture", architecture(image)).put("os", "linux");
    manifests.add(first);
    for (Descriptor referrer : referrers) {
      manifests.add(referrer.json().put("artifactType", artifactType));
    }
    write(folder.resolve(INDEX), bytes(index));
  }

  private String architecture(Descriptor image) {
    return configuration(image).path("architecture").asText();
  }

  private Descriptor put(String type, byte[] content) {
    Descriptor descriptor = new Descriptor(type, "sha256:" + Digests.of(content), content.length);
    write(blob(descriptor), content);
    return descriptor;
  }

  /** Writes the layout as a tar: sorted, without times and owners. */
  public void write(Path tar) {
    SortedMap<String, Path> files = new TreeMap<>();
    Folders.files(folder).forEach(file -> files.put(folder.relativize(file).toString(), file));
    try (OutputStream output = Files.newOutputStream(tar);
        TarArchiveOutputStream entries = new TarArchiveOutputStream(output, "UTF-8")) {
      for (Map.Entry<String, Path> file : files.entrySet()) {
        TarArchiveEntry entry = new TarArchiveEntry(file.getKey());
        entry.setSize(Files.size(file.getValue()));
        entry.setModTime(0);
        entries.putArchiveEntry(entry);
        Files.copy(file.getValue(), entries);
        entries.closeArchiveEntry();
      }
    } catch (IOException e) {
      throw new Failure("cannot write " + tar, e);
    }
  }

  private static void write(Path file, byte[] content) {
    try {
      Files.write(file, content);
    } catch (IOException e) {
      throw new Failure("cannot write " + file, e);
    }
  }

  private static byte[] bytes(JsonNode node) {
    try {
      return JSON.writeValueAsBytes(node);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static JsonNode json(Path file) {
    try {
      return JSON.readTree(file.toFile());
    } catch (IOException e) {
      throw new Failure("cannot read " + file, e);
    }
  }
}
