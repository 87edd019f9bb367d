package dev.tenantry.local.providers.kubernetes;

/**
 * One object of the cluster.
 *
 * @param kind what it is and where the API serves it
 * @param namespace empty for cluster-scoped kinds
 * @param name its name
 */
record ObjectRef(ApiKind kind, String namespace, String name) {
  String path() {
    String scope = namespace.isEmpty() ? "" : "/namespaces/" + namespace;
    return kind.root() + scope + "/" + kind.plural() + "/" + name;
  }

  /** The id in Pulumi's state, as the real plug-in forms it. */
  String id() {
    return namespace.isEmpty() ? name : namespace + "/" + name;
  }

  @Override
  public String toString() {
    return kind.kind() + " " + id();
  }
}
