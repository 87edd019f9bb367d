package dev.tenantry.prove;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;

/**
 * A function that is constant on pieces of a line: the one algorithm below every set here.
 *
 * <p>Ports are a line, addresses are a line. In canonical form (no two neighbouring pieces of equal
 * value) equal functions have equal pieces, so that "exactly this set" is {@code equals}.
 *
 * @param <K> points of the line
 * @param <V> values; immutable, with value equality
 */
final class Steps<K extends Comparable<K>, V> {
  private final V nothing;

  /** The value from each key up to the next; {@link #nothing} before the first. */
  private final NavigableMap<K, V> starts;

  private Steps(V nothing, NavigableMap<K, V> starts) {
    this.nothing = nothing;
    this.starts = starts;
  }

  /** A piece of a line: from {@code first} up to, but without, {@code end}. */
  record Piece<K, V>(K first, K end, V value) {}

  static <K extends Comparable<K>, V> Steps<K, V> constant(V nothing) {
    return new Steps<K, V>(nothing, new TreeMap<K, V>());
  }

  /** {@code value} from {@code first} up to, but without, {@code end}; elsewhere nothing. */
  static <K extends Comparable<K>, V> Steps<K, V> piece(K first, K end, V value, V nothing) {
    Steps<K, V> steps = constant(nothing);
    steps.append(first, value);
    steps.append(end, nothing);
    return steps;
  }

  /** Applies {@code operation} at every point. */
  <W, R> Steps<K, R> combine(Steps<K, W> other, BiFunction<V, W, R> operation) {
    Steps<K, R> result = constant(operation.apply(nothing, other.nothing));
    TreeSet<K> keys = new TreeSet<>(starts.keySet());
    keys.addAll(other.starts.keySet());
    V mine = nothing;
    W theirs = other.nothing;
    for (K key : keys) {
      mine = starts.getOrDefault(key, mine);
      theirs = other.starts.getOrDefault(key, theirs);
      result.append(key, operation.apply(mine, theirs));
    }
    return result;
  }

  V at(K point) {
    Map.Entry<K, V> start = starts.floorEntry(point);
    return start == null ? nothing : start.getValue();
  }

  boolean isNothing() {
    return starts.isEmpty();
  }

  /** All pieces whose value is something; every function here returns to nothing at its end. */
  List<Piece<K, V>> pieces() {
    List<Piece<K, V>> pieces = new ArrayList<>();
    starts.forEach(
        (first, value) -> {
          if (!value.equals(nothing)) {
            pieces.add(new Piece<>(first, starts.higherKey(first), value));
          }
        });
    return pieces;
  }

  private void append(K key, V value) {
    V last = starts.isEmpty() ? nothing : starts.lastEntry().getValue();
    if (!value.equals(last)) {
      starts.put(key, value);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Steps<?, ?> steps && starts.equals(steps.starts);
  }

  @Override
  public int hashCode() {
    return starts.hashCode();
  }
}
