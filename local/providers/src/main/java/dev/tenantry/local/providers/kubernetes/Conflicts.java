package dev.tenantry.local.providers.kubernetes;

import dev.tenantry.local.providers.protocol.ProviderFailure;

/** Explains field conflicts of server-side apply. */
final class Conflicts {
  private Conflicts() {}

  /** The same failure, with managers, fields and the way out when it is a field conflict. */
  static ProviderFailure explained(ApiFailure failure) {
    if (!failure.isFieldConflict()) {
      return failure;
    }
    StringBuilder text = new StringBuilder(failure.getMessage());
    text.append("\nServer-side apply field conflict:");
    failure
        .causes()
        .forEach(
            cause ->
                text.append("\n  ").append(cause.field()).append(": ").append(cause.message()));
    text.append("\nRemove these fields from the program, or take them over with the annotation");
    text.append(" pulumi.com/patchForce: \"true\"");
    return new ProviderFailure(text.toString(), failure);
  }
}
