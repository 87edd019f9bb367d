package dev.tenantry.cli;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A volume or a claim that costs money and that nobody has.
 *
 * @param object as the cluster has it
 * @param why it is one
 * @param kept why it is not to be deleted; empty for a claim that is
 */
record Orphan(JsonNode object, String why, String kept) {
  private static final String NONE = "-";

  boolean isClaim() {
    return object.path("kind").asText().equals("PersistentVolumeClaim");
  }

  boolean mayGo() {
    return kept.isEmpty();
  }

  String name() {
    return object.at("/metadata/name").asText();
  }

  String namespace() {
    return object.at("/metadata/namespace").asText();
  }

  /** The object on the API server. */
  String path() {
    return "/api/v1/namespaces/" + namespace() + "/persistentvolumeclaims/" + name();
  }

  void row(Table table) {
    JsonNode spec = object.path("spec");
    JsonNode given =
        isClaim() ? object.at("/status/capacity/storage") : spec.at("/capacity/storage");
    String wanted = spec.at("/resources/requests/storage").asText(NONE);
    String released = object.at("/status/lastPhaseTransitionTime").asText();
    String created = object.at("/metadata/creationTimestamp").asText(NONE);
    table.row(
        isClaim() ? namespace() + "/" + name() : name(),
        given.asText(wanted),
        spec.path("storageClassName").asText(NONE),
        isClaim() || released.isEmpty() ? created : released,
        why,
        mayGo() ? NONE : kept);
  }
}
