package dev.tenantry.policies;

import java.util.Map;

/**
 * Says what to add to a resource so that its rule holds.
 *
 * <p>It only adds: a value that is there, or is not known yet, stays as it is and is reported. Use
 * it where nobody can have meant the absence, such as a missing label whose value the resource
 * itself holds.
 */
@FunctionalInterface
public interface Remedy {
  /**
   * Values by their paths as of {@link Value#at}, of maps only; nothing if it knows none.
   *
   * @param resource one that its rule reports
   */
  Map<String, Object> missing(Resource resource);
}
