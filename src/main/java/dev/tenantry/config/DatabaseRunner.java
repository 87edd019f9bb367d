package dev.tenantry.config;

import java.util.Locale;

/** Where migrations and provisioning run. */
public enum DatabaseRunner implements Variant {
  /** As processes of the local environment, beside its PostgreSQL. */
  LOCAL(LocalDatabase.class),
  /** As a Job and a Deployment of the cluster, against a Cloud SQL instance. */
  CLUSTER(ClusterDatabase.class);

  private final Class<? extends Record> type;

  DatabaseRunner(Class<? extends Record> type) {
    this.type = type;
  }

  @Override
  public Class<? extends Record> type() {
    return type;
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
