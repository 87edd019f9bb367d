package dev.tenantry.policies;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * All resources of a stack.
 *
 * @param stack the stack's name
 * @param all in the order of their declaration
 */
public record StackResources(String stack, List<Resource> all) {
  public StackResources {
    all = List.copyOf(all);
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
