package dev.tenantry.local.providers.kubernetes;

import dev.tenantry.local.providers.protocol.Digest;
import dev.tenantry.local.providers.protocol.Tree;
import java.util.Map;

/**
 * A resource's inputs as the object that they describe.
 *
 * @param urn the resource
 * @param token its type
 * @param inputs with secret marks and unknowns
 */
record Manifest(String urn, TypeToken token, Map<String, Object> inputs) {
  static final String MANAGER = "pulumi-kubernetes";
  private static final String PATCH_FORCE = "pulumi.com/patchForce";
  private static final String PATCH_MANAGER = "pulumi.com/patchFieldManager";

  String name() {
    return Tree.text(inputs, "metadata", "name");
  }

  String namespace() {
    return Tree.text(inputs, "metadata", "namespace");
  }

  String annotation(String key) {
    return Tree.text(inputs, "metadata", "annotations", key);
  }

  boolean hasUnknown() {
    return Tree.hasUnknown(inputs);
  }

  boolean hasSecret() {
    return Tree.hasSecret(inputs);
  }

  /** The body of an apply request. */
  Map<String, Object> body() {
    return Tree.without(Tree.plain(inputs), "status");
  }

  /** Two patches of one object must not share a manager: one's delete would undo the other. */
  String manager() {
    String own = annotation(PATCH_MANAGER);
    if (!own.isEmpty()) {
      return own;
    }
    return token.patch() ? MANAGER + "-" + Digest.hex(urn, 8) : MANAGER;
  }

  ApplyMode mode(boolean forceAlways) {
    return new ApplyMode(manager(), forceAlways || annotation(PATCH_FORCE).equals("true"), false);
  }

  /** Where the object is, once its kind is known. */
  ObjectRef ref(ApiKind kind, String defaultNamespace) {
    return kind.object(namespace().isEmpty() ? defaultNamespace : namespace(), name());
  }
}
