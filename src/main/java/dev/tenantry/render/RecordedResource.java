package dev.tenantry.render;

import java.util.List;
import java.util.Map;

/**
 * One resource as the program registered it.
 *
 * @param type type token, such as {@code kubernetes:core/v1:Namespace}
 * @param name logical name
 * @param parent type and name of the parent component, as {@code type::name}; empty for the stack
 * @param inputs all inputs; empty for components, which send none
 * @param options options that differ from their defaults, such as {@code protect}
 */
public record RecordedResource(
    String type,
    String name,
    String parent,
    Map<String, Object> inputs,
    Map<String, Object> options) {
  private static final String KUBERNETES = "kubernetes:";
  private static final String GCP = "gcp:";

  /** Whether it is an object in a cluster, as opposed to a component, a provider or the cloud's. */
  public boolean isKubernetesObject() {
    return type.startsWith(KUBERNETES);
  }

  /** Whether it is a Google Cloud resource. */
  public boolean isGcpResource() {
    return type.startsWith(GCP);
  }

  /** The object's kind; for Kubernetes objects only. */
  public String kind() {
    return String.valueOf(inputs.get("kind"));
  }

  /** The object's physical name; for Kubernetes objects only. */
  public String objectName() {
    return String.valueOf(metadata().get("name"));
  }

  /** The object's Namespace; empty for objects that belong to none. */
  public List<String> namespace() {
    return metadata().get("namespace") instanceof String namespace ? List.of(namespace) : List.of();
  }

  /** The object's metadata; for Kubernetes objects only. */
  @SuppressWarnings("unchecked") // the SDK serialises every nested object to a map with string keys
  public Map<String, Object> metadata() {
    return (Map<String, Object>) inputs.getOrDefault("metadata", Map.of());
  }
}
