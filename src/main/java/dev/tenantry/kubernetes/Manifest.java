package dev.tenantry.kubernetes;

import com.pulumi.kubernetes.meta.v1.inputs.ObjectMetaArgs;
import com.pulumi.resources.ResourceArgs;
import java.util.Map;
import java.util.TreeMap;

/**
 * An object as a component would register it, without a registration.
 *
 * @param apiVersion group and version
 * @param kind its kind
 * @param metadata name, Namespace, labels
 * @param more its other fields by name, such as {@code spec}; may be empty
 */
public record Manifest(
    String apiVersion, String kind, ObjectMetaArgs metadata, Map<String, ResourceArgs> more) {
  /** Copies the map. */
  public Manifest {
    more = Map.copyOf(more);
  }

  /** The object as the API server takes it. */
  public Map<String, Object> toMap() {
    Map<String, Object> object = new TreeMap<>();
    object.put("apiVersion", apiVersion);
    object.put("kind", kind);
    object.put("metadata", ArgsTree.of(metadata));
    more.forEach((field, value) -> object.put(field, ArgsTree.of(value)));
    return object;
  }
}
