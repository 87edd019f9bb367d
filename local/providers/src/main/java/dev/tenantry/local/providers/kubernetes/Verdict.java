package dev.tenantry.local.providers.kubernetes;

import java.util.Map;
import java.util.Optional;

/**
 * What the API server says to an object in a dry run.
 *
 * @param object the object as it would be stored; empty when refused or not judged
 * @param refusal why it would not be stored
 */
record Verdict(Optional<Map<String, Object>> object, Optional<ApiFailure> refusal) {
  /** It cannot be asked yet, for instance because the namespace does not exist. */
  static final Verdict NOT_JUDGED = new Verdict(Optional.empty(), Optional.empty());

  static Verdict accepted(Map<String, Object> object) {
    return new Verdict(Optional.of(object), Optional.empty());
  }

  static Verdict refused(ApiFailure refusal) {
    return new Verdict(Optional.empty(), Optional.of(refusal));
  }

  boolean isConflict() {
    return refusal.filter(ApiFailure::isFieldConflict).isPresent();
  }

  boolean isInvalid() {
    return refusal.filter(ApiFailure::isInvalid).isPresent();
  }

  /** Throws what the same request without dry run would meet. */
  void throwRefusal() {
    if (refusal.isPresent()) {
      throw Conflicts.explained(refusal.get());
    }
  }
}
