package dev.tenantry.engine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/** Looks for values that were planted, as they are and in base64. */
final class PlantedScan {
  /** Base64 depends on what stands before; these letters are the same for each start. */
  private static final int GROUP = 3;

  private final List<String> needles = new ArrayList<>();
  private final List<String> found = new ArrayList<>();
  private int places;

  PlantedScan(List<String> planted) {
    for (String value : planted) {
      needles.add(value);
      for (int shift = 0; shift < GROUP; shift++) {
        String whole = value.substring(shift, shift + (value.length() - shift) / GROUP * GROUP);
        needles.add(encoded(whole));
      }
    }
  }

  static String encoded(String value) {
    return Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8));
  }

  /** Looks into a text; {@code place} is what a finding is called. */
  void text(String place, String text) {
    places++;
    if (needles.stream().anyMatch(text::contains)) {
      found.add(place);
    }
  }

  /** Looks into every file of a folder, whatever its encoding. */
  void files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        text(file.toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
      }
    }
  }

  /** Where something was found. */
  List<String> found() {
    return List.copyOf(found);
  }

  /** How many places were looked into. */
  int places() {
    return places;
  }
}
