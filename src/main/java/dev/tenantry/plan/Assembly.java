package dev.tenantry.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Puts parts together within a limit: the most important first, each whole up to its cut. */
final class Assembly {
  private final int limit;
  private final List<Part> parts;
  private final Map<Integer, Integer> pieces = new TreeMap<>();
  private int used;

  private Assembly(int limit, List<Part> parts) {
    this.limit = limit;
    this.parts = parts;
  }

  /**
   * A text of at most {@code limit} characters.
   *
   * @param ending said at the end if a part or a piece is left out
   */
  static String of(int limit, List<Part> parts, String ending) {
    int all = parts.stream().mapToInt(part -> part.written(part.pieces().size()).length()).sum();
    if (all <= limit) {
      return new Assembly(limit, parts).text();
    }
    // What is left out must be said within the same limit.
    return new Assembly(limit - ending.length(), parts).text() + ending;
  }

  private String text() {
    List<Integer> byPriority =
        IntStream.range(0, parts.size())
            .boxed()
            .sorted(Comparator.comparing((Integer index) -> parts.get(index).priority()))
            .toList();
    byPriority.forEach(this::take);
    StringBuilder out = new StringBuilder();
    pieces.forEach((index, count) -> out.append(parts.get(index).written(count)));
    return out.toString();
  }

  private void take(int index) {
    Part part = parts.get(index);
    if (used + part.leastLength() > limit) {
      return;
    }
    used += part.leastLength();
    int count = 0;
    for (String piece : part.pieces()) {
      if (used + piece.length() > limit) {
        break;
      }
      used += piece.length();
      count++;
    }
    // A heading with nothing below it says nothing.
    if (count > 0 || part.alone()) {
      pieces.put(index, count);
    } else {
      used -= part.leastLength();
    }
  }

  /** Parts in the order of the text. */
  static List<Part> parts(List<List<Part>> groups) {
    List<Part> all = new ArrayList<>();
    groups.forEach(all::addAll);
    return all;
  }
}
