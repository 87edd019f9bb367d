package dev.tenantry.plan;

import dev.tenantry.plan.Leaves.Leaf;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;

/** What differs between a resource before and after a step. */
final class Differences {
  private static final Pattern PUNCTUATION = Pattern.compile("[\\[\\]'\".]+");
  private static final String CHANGED = "(changed)";

  private final Step step;
  private final SecretMask mask;
  private final TreeMap<String, Leaf> before;
  private final TreeMap<String, Leaf> after;
  private final TreeMap<String, Leaf> outputs;

  private Differences(Step step, SecretMask mask) {
    this.step = step;
    this.mask = mask;
    before = Leaves.of(step.type(), step.inputsBefore()).byPath();
    after = Leaves.of(step.type(), step.inputsAfter()).byPath();
    outputs =
        step.before()
            .map(state -> Leaves.of(step.type(), state.outputs()).byPath())
            .orElseGet(TreeMap::new);
  }

  /** The properties of a step that a reviewer must see, in the order of their paths. */
  static List<PropertyChange> of(Step step, SecretMask mask) {
    return switch (step.operation()) {
      case DELETED, UNCHANGED -> List.of();
      case CREATED, CHANGED, REPLACED -> new Differences(step, mask).all();
    };
  }

  private List<PropertyChange> all() {
    List<PropertyChange> changes = new ArrayList<>();
    TreeSet<String> paths = new TreeSet<>(before.keySet());
    paths.addAll(after.keySet());
    for (String path : paths) {
      Optional<Leaf> old = Optional.ofNullable(before.get(path));
      Optional<Leaf> now = Optional.ofNullable(after.get(path));
      boolean differs = !old.equals(now) || isNamed(path, step.paths()) && now.isPresent();
      boolean same = old.equals(now) && old.map(Leaf::exact).orElse(false);
      if (differs && !same) {
        changes.add(change(path, old, now));
      }
    }
    step.paths().stream()
        .filter(path -> !isSeen(path, changes))
        .forEach(path -> drift(path, changes));
    changes.sort(Comparator.comparing(PropertyChange::path));
    return changes;
  }

  /** What the provider sees and the program's inputs do not show, as the world moved. */
  private void drift(String path, List<PropertyChange> changes) {
    TreeMap<String, Leaf> found = new TreeMap<>();
    outputs.forEach(
        (key, leaf) -> {
          if (isBelow(key, path)) {
            found.put(key, leaf);
          }
        });
    found.keySet().forEach(key -> addDrift(key, found.get(key), changes));
    if (found.isEmpty()) {
      Optional<String> now = below(after, path);
      changes.add(
          new PropertyChange(
              path, Optional.empty(), now.or(() -> Optional.of(CHANGED)), replaces(path)));
    }
  }

  private void addDrift(String key, Leaf actual, List<PropertyChange> changes) {
    Optional<Leaf> wanted = Optional.ofNullable(after.get(key));
    if (!wanted.equals(Optional.of(actual)) || !actual.exact()) {
      changes.add(change(key, Optional.of(actual), wanted));
    }
  }

  private Optional<String> below(TreeMap<String, Leaf> leaves, String path) {
    return leaves.entrySet().stream()
        .filter(leaf -> isBelow(leaf.getKey(), path))
        .map(Map.Entry::getValue)
        .map(shown())
        .findFirst();
  }

  private PropertyChange change(String path, Optional<Leaf> old, Optional<Leaf> now) {
    String was = old.map(shown()).orElse("");
    String is = now.map(shown()).orElse("");
    int equal = Shortened.equalStart(was, is);
    return new PropertyChange(
        path,
        old.map(leaf -> Shortened.from(was, equal)),
        now.map(leaf -> Shortened.from(is, equal)),
        replaces(path));
  }

  private Function<Leaf, String> shown() {
    return leaf -> leaf.exact() ? mask.text(leaf.text()) : leaf.text();
  }

  private boolean replaces(String path) {
    return step.operation() == Operation.REPLACED && isNamed(path, step.replacing());
  }

  private static boolean isNamed(String path, Iterable<String> names) {
    for (String name : names) {
      if (isBelow(path, name)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isSeen(String name, List<PropertyChange> changes) {
    return changes.stream().anyMatch(change -> isBelow(change.path(), name));
  }

  /** Engines and providers quote the steps of a path in more than one way. */
  private static boolean isBelow(String path, String name) {
    String whole = plain(path);
    String part = plain(name);
    return whole.equals(part) || whole.startsWith(part + ".");
  }

  private static String plain(String path) {
    String dotted = PUNCTUATION.matcher(path).replaceAll(".");
    return dotted.endsWith(".") ? dotted.substring(0, dotted.length() - 1) : dotted;
  }
}
