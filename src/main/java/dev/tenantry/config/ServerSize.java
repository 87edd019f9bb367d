package dev.tenantry.config;

import java.util.Locale;

/**
 * How large a Cloud SQL instance is.
 *
 * <p>Connections are what Cloud SQL gives a PostgreSQL of that memory by default: 400 from 7.5 GB,
 * 500 from 15 GB, 800 from 60 GB. Machine names are {@code db-custom-<vCPUs>-<MB>}. Google states
 * them on cloud.google.com/sql/docs/postgres/flags; that page was not read again in 2026.
 */
public enum ServerSize {
  /** 2 vCPUs and 7.5 GB in one zone: development. */
  SMALL("db-custom-2-7680", false, 20, 200, 400),
  /** 4 vCPUs and 15 GB with a standby in a second zone. */
  MEDIUM("db-custom-4-15360", true, 100, 500, 500),
  /** 16 vCPUs and 60 GB with a standby in a second zone. */
  LARGE("db-custom-16-61440", true, 250, 2000, 800);

  private final String machine;
  private final boolean standby;
  private final int diskGb;
  private final int diskGbMax;
  private final int connectionsMax;

  ServerSize(String machine, boolean standby, int diskGb, int diskGbMax, int connectionsMax) {
    this.machine = machine;
    this.standby = standby;
    this.diskGb = diskGb;
    this.diskGbMax = diskGbMax;
    this.connectionsMax = connectionsMax;
  }

  /** The machine, as Cloud SQL calls it. */
  public String machine() {
    return machine;
  }

  /** Whether a second zone takes over when the first fails. */
  public boolean standby() {
    return standby;
  }

  /** Disk at first, in GB. */
  public int diskGb() {
    return diskGb;
  }

  /** Disk at most, in GB: a tenant that fills it must not cost without end. */
  public int diskGbMax() {
    return diskGbMax;
  }

  /** Connections that the machine's memory is meant for. */
  public int connectionsMax() {
    return connectionsMax;
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
