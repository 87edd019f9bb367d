package dev.tenantry.local.providers.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import pulumirpc.Provider.PropertyDiff;

/**
 * One difference between two property trees.
 *
 * @param path where it is
 * @param kind what happened there
 */
public record Change(PropertyPath path, Kind kind) {
  /** What happened at a place. */
  public enum Kind {
    /** The new tree has a value, the old one has none. */
    ADD(PropertyDiff.Kind.ADD, PropertyDiff.Kind.ADD_REPLACE),
    /** The old tree has a value, the new one has none. */
    DELETE(PropertyDiff.Kind.DELETE, PropertyDiff.Kind.DELETE_REPLACE),
    /** Both have a value, and they differ. */
    UPDATE(PropertyDiff.Kind.UPDATE, PropertyDiff.Kind.UPDATE_REPLACE);

    private final PropertyDiff.Kind inPlace;
    private final PropertyDiff.Kind replacing;

    Kind(PropertyDiff.Kind inPlace, PropertyDiff.Kind replacing) {
      this.inPlace = inPlace;
      this.replacing = replacing;
    }

    /** The engine's word for it. */
    public PropertyDiff.Kind word(boolean replaces) {
      return replaces ? replacing : inPlace;
    }
  }

  /** Every difference, in the order of the keys; secrets count as their values. */
  public static List<Change> between(Map<String, Object> old, Map<String, Object> fresh) {
    List<Change> changes = new ArrayList<>();
    compare(PropertyPath.ROOT, Tree.plain(old), Tree.plain(fresh), changes);
    return changes;
  }

  private static void compare(PropertyPath path, Object old, Object fresh, List<Change> changes) {
    if (old instanceof Map<?, ?> a && fresh instanceof Map<?, ?> b) {
      TreeSet<String> keys = new TreeSet<>();
      a.keySet().forEach(key -> keys.add(String.valueOf(key)));
      b.keySet().forEach(key -> keys.add(String.valueOf(key)));
      keys.forEach(key -> compareKey(path.child(key), key, a, b, changes));
    } else if (old instanceof List<?> a && fresh instanceof List<?> b) {
      compareLists(path, a, b, changes);
    } else if (!old.equals(fresh)) {
      changes.add(new Change(path, Kind.UPDATE));
    }
  }

  private static void compareKey(
      PropertyPath path, String key, Map<?, ?> old, Map<?, ?> fresh, List<Change> changes) {
    if (!old.containsKey(key)) {
      changes.add(new Change(path, Kind.ADD));
    } else if (!fresh.containsKey(key)) {
      changes.add(new Change(path, Kind.DELETE));
    } else {
      compare(path, old.get(key), fresh.get(key), changes);
    }
  }

  private static void compareLists(
      PropertyPath path, List<?> old, List<?> fresh, List<Change> changes) {
    for (int i = 0; i < Math.max(old.size(), fresh.size()); i++) {
      if (i >= old.size()) {
        changes.add(new Change(path.child(i), Kind.ADD));
      } else if (i >= fresh.size()) {
        changes.add(new Change(path.child(i), Kind.DELETE));
      } else {
        compare(path.child(i), old.get(i), fresh.get(i), changes);
      }
    }
  }
}
