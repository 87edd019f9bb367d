package dev.tenantry.policies;

import java.util.Objects;

/**
 * A resource as a rule sees it.
 *
 * @param urn the engine's name of it
 * @param type its token, such as {@code kubernetes:core/v1:Namespace}
 * @param name the last part of its URN
 * @param properties its inputs
 */
public record Resource(String urn, String type, String name, Value properties) {
  public Resource {
    Objects.requireNonNull(properties);
  }

  /** A value of its properties by a path, such as {@code metadata.labels}; see {@link Value#at}. */
  public Value at(String path) {
    return properties.at(path);
  }

  /** Whether it is an object of Kubernetes. */
  public boolean isKubernetes() {
    return type.startsWith("kubernetes:") && properties.field("kind").isPresent();
  }

  /** Whether it is of Google Cloud. */
  public boolean isGoogle() {
    return type.startsWith("gcp:");
  }

  /** The object's kind; empty for what is no object of Kubernetes. */
  public String kind() {
    return isKubernetes() ? properties.field("kind").text().orElse("") : "";
  }
}
