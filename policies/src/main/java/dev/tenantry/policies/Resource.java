package dev.tenantry.policies;

import java.util.Objects;

/**
 * A resource as a rule sees it.
 *
 * @param urn the engine's name of it
 * @param type its token, such as {@code kubernetes:core/v1:Namespace}
 * @param name the last part of its URN
 * @param properties its inputs
 * @param options its options in the engine's spelling, such as {@code protect}; one that the asker
 *     does not tell is unknown
 */
public record Resource(String urn, String type, String name, Value properties, Value options) {
  private static final Value NOT_TOLD = Value.notTold();

  public Resource {
    Objects.requireNonNull(properties);
    Objects.requireNonNull(options);
  }

  /** One of whose options nothing is known. */
  public Resource(String urn, String type, String name, Value properties) {
    this(urn, type, name, properties, NOT_TOLD);
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
