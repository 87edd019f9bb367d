package dev.tenantry.local.providers.kubernetes;

/**
 * A resource's id in Pulumi's state: {@code name} or {@code namespace/name}.
 *
 * @param namespace empty when the id has none
 * @param name the object's name
 */
record ObjectId(String namespace, String name) {
  static ObjectId parse(String id) {
    int slash = id.indexOf('/');
    return new ObjectId(slash < 0 ? "" : id.substring(0, slash), id.substring(slash + 1));
  }

  ObjectRef of(ApiKind kind, String defaultNamespace) {
    return kind.object(namespace.isEmpty() ? defaultNamespace : namespace, name);
  }
}
