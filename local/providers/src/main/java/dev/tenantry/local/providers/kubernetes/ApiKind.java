package dev.tenantry.local.providers.kubernetes;

/**
 * A kind as discovery describes it.
 *
 * @param apiVersion group and version
 * @param kind its name in manifests
 * @param plural its name in paths
 * @param namespaced whether objects live in namespaces
 */
record ApiKind(String apiVersion, String kind, String plural, boolean namespaced) {
  String root() {
    return (apiVersion.contains("/") ? "/apis/" : "/api/") + apiVersion;
  }

  ObjectRef object(String namespace, String name) {
    return new ObjectRef(this, namespaced ? namespace : "", name);
  }
}
