package dev.tenantry.golden;

import java.util.ArrayList;
import java.util.List;

/** Verbs of the Kubernetes API as tables show them. */
public final class Verbs {
  /** What {@code read} stands for. */
  public static final List<String> READ = List.of("get", "list", "watch");

  /** What {@code write} stands for. */
  public static final List<String> WRITE = List.of("create", "update", "patch", "delete");

  private Verbs() {}

  /** The verbs, shortened only where nothing is left out; a dash for none. */
  public static String words(List<String> verbs) {
    List<String> rest = new ArrayList<>(verbs);
    List<String> words = new ArrayList<>();
    if (rest.containsAll(READ)) {
      rest.removeAll(READ);
      words.add("read");
    }
    if (rest.containsAll(WRITE)) {
      rest.removeAll(WRITE);
      words.add("write");
    }
    words.addAll(rest);
    return words.isEmpty() ? "-" : String.join(" ", words);
  }
}
