package dev.tenantry.policies;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** All resources of a stack. */
public final class StackResources {
  private final String stack;
  private final List<Resource> all;
  private final Map<Class<?>, Object> readings = new ConcurrentHashMap<>();

  /**
   * Some.
   *
   * @param stack the stack's name
   * @param all in the order of their declaration
   */
  public StackResources(String stack, List<Resource> all) {
    this.stack = stack;
    this.all = List.copyOf(all);
  }

  /** The stack's name. */
  public String stack() {
    return stack;
  }

  /** Every one, in the order of their declaration. */
  public List<Resource> all() {
    return all;
  }

  /**
   * What reading all of them gives, such as an index: read once, however many rules ask for it.
   *
   * @param type names the reading
   */
  public <T> T reading(Class<T> type, Function<StackResources, T> read) {
    return type.cast(readings.computeIfAbsent(type, first -> read.apply(this)));
  }

  /** Those of a type token. */
  public Stream<Resource> ofType(String token) {
    return all.stream().filter(one -> one.type().equals(token));
  }

  /** Those of a kind of Kubernetes, of any version. */
  public Stream<Resource> ofKind(String kind) {
    return all.stream().filter(one -> one.kind().equals(kind));
  }

  /** Those that something holds of. */
  public Stream<Resource> where(Predicate<Resource> holds) {
    return all.stream().filter(holds);
  }
}
