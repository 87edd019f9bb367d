package dev.tenantry.config;

import java.util.Optional;

/**
 * The name of a context in a kubeconfig file.
 *
 * @param value 1 to 253 characters without spaces
 */
public record ContextName(String value) {
  /** As a JSON Schema pattern; it holds the names that kind, GKE, EKS and kubeadm give. */
  public static final String PATTERN = "^[A-Za-z0-9]([A-Za-z0-9._:@/-]{0,251}[A-Za-z0-9])?$";

  /**
   * Checks the name.
   *
   * @throws IllegalArgumentException with one sentence saying what is wrong
   */
  public ContextName {
    if (!value.matches(PATTERN)) {
      throw new IllegalArgumentException(
          Words.quote(value)
              + " is not a context's name: use letters, digits and ._:@/- with a letter or digit"
              + " at both ends");
    }
  }

  /** Where the cluster is, if gcloud gave the name: {@code gke_<project>_<location>_<cluster>}. */
  public Optional<Region> region() {
    String[] parts = value.split("_");
    if (parts.length != 4 || !parts[0].equals("gke")) {
      return Optional.empty();
    }
    String region = parts[2].replaceFirst("-[a-z]$", "");
    return region.matches(Region.PATTERN) ? Optional.of(new Region(region)) : Optional.empty();
  }

  /** As the constructor. */
  public static ContextName parse(String text) {
    return new ContextName(text);
  }

  @Override
  public String toString() {
    return value;
  }
}
