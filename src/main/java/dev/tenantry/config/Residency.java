package dev.tenantry.config;

import java.util.Locale;
import java.util.Set;

/** Where the data of a stack may lie. */
public enum Residency {
  /** In the European Union only. */
  EU,
  /** Anywhere. */
  ANY;

  /** London and Zurich are in Europe and not in the Union. */
  private static final Set<String> IN_THE_UNION =
      Set.of(
          "europe-central2",
          "europe-north1",
          "europe-north2",
          "europe-southwest1",
          "europe-west1",
          "europe-west3",
          "europe-west4",
          "europe-west8",
          "europe-west9",
          "europe-west10",
          "europe-west12");

  /** Whether data may lie in the region. A region that is not known to be in the Union is not. */
  public boolean allows(Region region) {
    return switch (this) {
      case EU -> IN_THE_UNION.contains(region.value());
      case ANY -> true;
    };
  }

  /** The word in the YAML files. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return label();
  }
}
