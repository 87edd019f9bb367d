package dev.tenantry.engine;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Every resource and sub-resource that an API server serves, by its own discovery. */
final class ServedResources {
  /** Kinds without an endpoint, which only authorisation knows; and one that GKE serves. */
  private static final List<Resource> UNSERVED =
      List.of(
          new Resource("", "users", false),
          new Resource("", "groups", false),
          new Resource("authentication.k8s.io", "uids", false),
          new Resource("metrics.k8s.io", "pods", true),
          new Resource("metrics.k8s.io", "nodes", false));

  private ServedResources() {}

  /**
   * A kind of object as authorisation names it.
   *
   * @param group API group; empty for the core
   * @param name plural name, with the sub-resource after a slash
   * @param namespaced whether its objects live in a Namespace
   */
  record Resource(String group, String name, boolean namespaced) implements Comparable<Resource> {
    @Override
    public String toString() {
      int slash = name.indexOf('/');
      String kind = slash < 0 ? name : name.substring(0, slash);
      String part = slash < 0 ? "" : name.substring(slash);
      return kind + (group.isEmpty() ? "" : "." + group) + part;
    }

    @Override
    public int compareTo(Resource other) {
      return toString().compareTo(other.toString());
    }
  }

  static Set<Resource> of(ApiServer server) {
    Set<Resource> resources = new TreeSet<>(UNSERVED);
    resources.addAll(listed(server, "", "/api/v1"));
    for (JsonNode group : server.get("/apis").path("groups")) {
      for (JsonNode version : group.path("versions")) {
        String path = "/apis/" + version.path("groupVersion").asText();
        resources.addAll(listed(server, group.path("name").asText(), path));
      }
    }
    return resources;
  }

  private static List<Resource> listed(ApiServer server, String group, String path) {
    List<Resource> resources = new ArrayList<>();
    for (JsonNode one : server.get(path).path("resources")) {
      resources.add(
          new Resource(group, one.path("name").asText(), one.path("namespaced").asBoolean()));
    }
    return resources;
  }
}
