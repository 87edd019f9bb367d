package dev.tenantry.agentimage.builder;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/** What was built, for people and for programs. */
final class ImageReport {
  private static final double MEGABYTE = 1e6;

  private ImageReport() {}

  static String text(Image image, BuildRequest request) {
    StringBuilder text = new StringBuilder();
    line(text, "image", image.tar().toString());
    line(text, "digest", image.digest());
    line(text, "packages", request.lock().distribution().label());
    line(text, "Java", request.jdk().label());
    line(text, "start cache", image.startCache());
    line(text, "bill", image.bill().toString());
    for (Image.Layer layer : image.layers()) {
      line(text, layer.name(), megabytes(layer.bytes()));
    }
    line(text, "all layers", megabytes(image.bytes()));
    return text.toString();
  }

  static String json(Image image, BuildRequest request) {
    ObjectNode node = new ObjectMapper().createObjectNode();
    node.put("digest", image.digest()).put("startCache", image.startCache());
    node.put("java", request.jdk().label());
    node.put("packages", request.lock().distribution().label());
    ArrayNode layers = node.putArray("layers");
    for (Image.Layer layer : image.layers()) {
      layers
          .addObject()
          .put("name", layer.name())
          .put("digest", layer.digest())
          .put("bytes", layer.bytes());
    }
    return node.toPrettyString() + "\n";
  }

  private static void line(StringBuilder text, String key, String value) {
    text.append(String.format("  %-17s %s%n", key, value));
  }

  private static String megabytes(long bytes) {
    return String.format(Locale.ROOT, "%6.1f MB", bytes / MEGABYTE);
  }
}
