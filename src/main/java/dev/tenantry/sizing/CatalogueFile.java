package dev.tenantry.sizing;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads the resources beside this class; each row says where it stands when it is wrong. */
final class CatalogueFile {
  private static final YAMLMapper YAML =
      new YAMLMapper(
          YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build());

  private CatalogueFile() {}

  /** The rows of a YAML list of mappings. */
  static List<CatalogueRow> yaml(String name) {
    return rows(name, text(name));
  }

  /** As {@link #yaml}, of a text. */
  static List<CatalogueRow> rows(String name, String text) {
    try {
      JsonNode tree = YAML.readTree(text);
      if (!tree.isArray()) {
        throw new CatalogueError(name + ": is not a list");
      }
      List<CatalogueRow> rows = new ArrayList<>();
      for (JsonNode row : tree) {
        rows.add(new CatalogueRow(name + "[" + rows.size() + "]", row));
      }
      return rows;
    } catch (IOException e) {
      throw new CatalogueError(name + ": " + e.getMessage(), e);
    }
  }

  /**
   * The cells of a CSV table: lines of {@code #} are remarks, the first line names the columns.
   *
   * @throws CatalogueError if the columns are others, or a line has more or fewer cells
   */
  static List<List<String>> csv(String name, List<String> columns) {
    List<List<String>> rows = new ArrayList<>();
    for (String line : text(name).lines().filter(it -> !it.startsWith("#")).toList()) {
      List<String> cells = List.of(line.split(",", -1));
      if (rows.isEmpty() && !cells.equals(columns)) {
        throw new CatalogueError(name + ": has the columns " + cells + ", not " + columns);
      }
      if (cells.size() != columns.size()) {
        throw new CatalogueError(name + ": a line has other columns: " + line);
      }
      rows.add(cells);
    }
    return rows.subList(1, rows.size());
  }

  private static String text(String name) {
    try (InputStream in = CatalogueFile.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new CatalogueError(name + ": is not on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new CatalogueError(name + ": " + e.getMessage(), e);
    }
  }
}
