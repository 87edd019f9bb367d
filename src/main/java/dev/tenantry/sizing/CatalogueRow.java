package dev.tenantry.sizing;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** A mapping of a catalogue, read key by key; {@link #end} refuses keys that nobody asked for. */
final class CatalogueRow {
  private final String place;
  private final JsonNode node;
  private final Set<String> asked = new TreeSet<>();

  CatalogueRow(String place, JsonNode node) {
    if (!node.isObject()) {
      throw new CatalogueError(place + ": is not a mapping");
    }
    this.place = place;
    this.node = node;
  }

  /** Whether the row has the key. */
  boolean has(String key) {
    return node.has(key);
  }

  /** A non-empty text. */
  String text(String key) {
    JsonNode value = value(key);
    if (!value.isTextual() || value.asText().isBlank()) {
      throw problem(key, "is no text");
    }
    return value.asText();
  }

  /** A whole number above zero. */
  long positive(String key) {
    JsonNode value = value(key);
    if (!value.isIntegralNumber() || !value.canConvertToLong() || value.asLong() <= 0) {
      throw problem(key, "is no whole number above zero");
    }
    return value.asLong();
  }

  /** As {@link #positive}, small. */
  int count(String key) {
    long value = positive(key);
    if (value > Integer.MAX_VALUE) {
      throw problem(key, "is too large");
    }
    return (int) value;
  }

  /** A number of zero or more, with or without a fraction. */
  double number(String key) {
    JsonNode value = value(key);
    if (!value.isNumber() || !Double.isFinite(value.asDouble()) || value.asDouble() < 0) {
      throw problem(key, "is no number of zero or more");
    }
    return value.asDouble();
  }

  /** A constant by its label. */
  <E extends Enum<E>> E word(String key, E[] known) {
    return constant(key, text(key), known);
  }

  /** A list of constants by their labels, in the order of the file, none twice. */
  <E extends Enum<E>> Set<E> words(String key, E[] known) {
    List<E> found = texts(key).stream().map(word -> constant(key, word, known)).toList();
    Set<E> set = new LinkedHashSet<>(found);
    if (set.size() < found.size() || found.isEmpty()) {
      throw problem(key, "is empty or names one twice");
    }
    return Collections.unmodifiableSet(set);
  }

  /** Positive whole numbers by constant. */
  <E extends Enum<E>> SortedMap<E, Long> sizes(String key, E[] known) {
    JsonNode value = value(key);
    CatalogueRow row = new CatalogueRow(place + "." + key, value);
    SortedMap<E, Long> sizes = new TreeMap<>();
    value
        .fieldNames()
        .forEachRemaining(name -> sizes.put(constant(key, name, known), row.positive(name)));
    return Collections.unmodifiableSortedMap(sizes);
  }

  /** A list of texts, which may be empty. */
  List<String> texts(String key) {
    JsonNode value = value(key);
    if (!value.isArray()) {
      throw problem(key, "is no list");
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode item : value) {
      if (!item.isTextual()) {
        throw problem(key, "holds something else than a text");
      }
      texts.add(item.asText());
    }
    return List.copyOf(texts);
  }

  /** A list of mappings, at least one. */
  List<CatalogueRow> rows(String key) {
    JsonNode value = value(key);
    if (!value.isArray() || value.isEmpty()) {
      throw problem(key, "is no list of mappings");
    }
    List<CatalogueRow> rows = new ArrayList<>();
    value.forEach(
        item -> rows.add(new CatalogueRow(place + "." + key + "[" + rows.size() + "]", item)));
    return rows;
  }

  /** A date such as 2026-08-03. */
  LocalDate date(String key) {
    try {
      return LocalDate.parse(text(key));
    } catch (DateTimeParseException e) {
      throw problem(key, "is no date such as 2026-08-03");
    }
  }

  /** The keys source, asOf and recalled. */
  Provenance provenance() {
    SortedSet<String> recalled = new TreeSet<>(texts("recalled"));
    for (String key : recalled) {
      if (!node.has(key)) {
        throw problem("recalled", "names a key that the row has not: " + key);
      }
    }
    return new Provenance(
        text("source"), date("asOf"), Collections.unmodifiableSortedSet(recalled));
  }

  /**
   * Ends the reading.
   *
   * @throws CatalogueError if the row has a key that was not read
   */
  void end() {
    node.fieldNames()
        .forEachRemaining(
            key -> {
              if (!asked.contains(key)) {
                throw problem(key, "is not a key of this catalogue");
              }
            });
  }

  /** An error that says where. */
  CatalogueError problem(String key, String what) {
    return new CatalogueError(place + ": " + key + " " + what);
  }

  private JsonNode value(String key) {
    asked.add(key);
    JsonNode value = node.get(key);
    if (value == null || value.isNull()) {
      throw problem(key, "is missing");
    }
    return value;
  }

  private <E extends Enum<E>> E constant(String key, String word, E[] known) {
    return Arrays.stream(known)
        .filter(it -> it.toString().equals(word))
        .findFirst()
        .orElseThrow(() -> problem(key, "is none of " + Arrays.toString(known) + ": " + word));
  }
}
