package dev.tenantry.policies;

import java.util.Map;

/**
 * Says what to add to a resource so that its rule holds.
 *
 * <p>It only adds: a value that is there, or is not known yet, stays as it is and is reported. Use
 * it where nobody can have meant the absence and the addition replaces nothing that runs, such as
 * {@code automountServiceAccountToken: false} on a ServiceAccount.
 */
@FunctionalInterface
public interface Remedy {
  /**
   * The same for every resource.
   *
   * @param path as of {@link Value#at}, of maps only
   */
  static Remedy of(String path, Object value) {
    return resource -> Map.of(path, value);
  }

  /**
   * Values by their paths as of {@link Value#at}, of maps only; nothing if it knows none.
   *
   * @param resource one that its rule reports
   */
  Map<String, Object> missing(Resource resource);
}
