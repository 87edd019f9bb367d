package dev.tenantry.config;

import java.util.ArrayList;
import java.util.List;

/**
 * The place of a value in one configuration file, such as {@code agents.support.tools[0]}.
 *
 * @param segments keys, and {@code [n]} for the item n of a list
 */
public record KeyPath(List<String> segments) {
  /** The whole file. */
  public static final KeyPath ROOT = new KeyPath(List.of());

  /** Copies the list. */
  public KeyPath {
    segments = List.copyOf(segments);
  }

  /** A path of plain keys: {@code of("quota", "requests")}. */
  public static KeyPath of(String... keys) {
    return new KeyPath(List.of(keys));
  }

  /** The path of {@code key} below this path. */
  public KeyPath key(String key) {
    List<String> longer = new ArrayList<>(segments);
    longer.add(key);
    return new KeyPath(longer);
  }

  /** The path of an item of the list at this path; the first has index 0. */
  public KeyPath item(int index) {
    return key("[" + index + "]");
  }

  /** This path below {@code base}. */
  public KeyPath under(KeyPath base) {
    List<String> longer = new ArrayList<>(base.segments);
    longer.addAll(segments);
    return new KeyPath(longer);
  }

  /** The path without its last segment; the root's parent is the root. */
  public KeyPath parent() {
    return isRoot() ? this : new KeyPath(segments.subList(0, segments.size() - 1));
  }

  /** The last segment, or an empty text for the root. */
  public String last() {
    return isRoot() ? "" : segments.get(segments.size() - 1);
  }

  /** Whether this is the whole file. */
  public boolean isRoot() {
    return segments.isEmpty();
  }

  /** Whether this path is {@code other} or below it. */
  public boolean isWithin(KeyPath other) {
    return segments.size() >= other.segments.size()
        && segments.subList(0, other.segments.size()).equals(other.segments);
  }

  @Override
  public String toString() {
    StringBuilder out = new StringBuilder();
    for (String segment : segments) {
      out.append(out.isEmpty() || segment.startsWith("[") ? "" : ".").append(segment);
    }
    return Words.printable(out.toString());
  }
}
