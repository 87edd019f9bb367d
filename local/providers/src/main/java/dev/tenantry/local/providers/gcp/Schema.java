package dev.tenantry.local.providers.gcp;

import java.util.Map;

/**
 * What the SDK knows of one resource type.
 *
 * @param token the type
 * @param inputs by name
 * @param outputs by name; most inputs are outputs too
 */
record Schema(String token, Map<String, Input> inputs, Map<String, Output> outputs) {
  /**
   * One input.
   *
   * @param required whether it must be given
   * @param json whether it arrives as JSON text
   * @param shape what it must look like
   */
  record Input(boolean required, boolean json, Shape shape) {}

  /**
   * One output.
   *
   * @param shape what it looks like
   */
  record Output(Shape shape) {}

  /** {@code Cluster} of {@code gcp:container/cluster:Cluster}. */
  String kind() {
    return token.substring(token.lastIndexOf(':') + 1);
  }

  /** {@code container} of {@code gcp:container/cluster:Cluster}. */
  String module() {
    return token.substring(token.indexOf(':') + 1, token.indexOf('/'));
  }
}
