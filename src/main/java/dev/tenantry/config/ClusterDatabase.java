package dev.tenantry.config;

import java.util.List;
import java.util.Optional;

/**
 * A Cloud SQL instance, and who works on it from inside of the cluster.
 *
 * @param image what the Job and the Deployment run
 * @param proxyImage the Cloud SQL Auth Proxy, through which both reach the instance
 * @param instance its connection name
 * @param address its private address
 * @param migrator the Google service account that changes the schema
 * @param provisioner the Google service account that makes logins and databases
 * @param server the instance, if the stack itself declares it; empty if it exists already
 * @param maxConnections connections that the instance accepts
 * @param platformConnections connections of the platform's own
 * @param tenantConnectionsMax the most connections of one tenant
 */
public record ClusterDatabase(
    @Key(value = "Image with the `tenantry` command, named by its digest.", required = true)
        PinnedImage image,
    @Key(
            value =
                "Image of the Cloud SQL Auth Proxy (cloud-sql-connectors/cloud-sql-proxy, major"
                    + " version 2), named by its digest.",
            required = true)
        PinnedImage proxyImage,
    @Key(
            value = "Connection name of the Cloud SQL instance: `<project>:<region>:<name>`.",
            required = true)
        SqlInstance instance,
    @Key(
            value =
                "Private IPv4 address of the instance. With database.server: the address, of the"
                    + " network's endpoint range, that it will have.",
            required = true)
        Ipv4Address address,
    @Key("Google service account that migrates; its database login is the same by IAM.")
        ServiceAccountEmail migrator,
    @Key("Google service account that provisions; its database login is the same by IAM.")
        ServiceAccountEmail provisioner,
    @Key(
            "The instance itself, declared by this stack; docs/database.md. Left out: it exists"
                + " already.")
        Optional<ServerConfig> server,
    @Key(value = "Connections that the server accepts (its max_connections).", min = 1)
        int maxConnections,
    @Key("Connections kept for migrations, provisioning, dumps and people.")
        int platformConnections,
    @Key(value = "The most connections that one tenant's file may ask for.", min = 1)
        int tenantConnectionsMax)
    implements DatabaseConfig {
  /** Id of the account that migrates where the file names none. */
  public static final String DEFAULT_MIGRATOR = "tenantry-migrator";

  /** Id of the account that provisions where the file names none. */
  public static final String DEFAULT_PROVISIONER = "tenantry-provisioner";

  @Override
  public DatabaseRunner runner() {
    return DatabaseRunner.CLUSTER;
  }

  @Override
  public void validate(KeyPath here, PlatformConfig platform, Problems out) {
    NetworkConfig network = platform.cluster().network();
    network
        .ranges()
        .forEach(
            (key, range) -> {
              if (range.contains(address)) {
                out.addBetween(
                    Rule.DATABASE_ADDRESS,
                    List.of(here.key("address"), KeyPath.of("cluster", "network", key)),
                    address + " is in the cluster's " + key + " (" + range + ")",
                    "gcloud sql instances describe shows the instance's private address");
              }
            });
    if (network.controlPlaneRange().isEmpty()) {
      out.add(
          Rule.CONTROL_PLANE_RANGE_MISSING,
          here.key("runner"),
          "the provisioner must reach the API server, whose addresses are not stated",
          "state cluster.network.controlPlaneRange; gcloud container clusters describe shows it");
    }
    Residency residency = platform.cloud().residency();
    if (!residency.allows(instance.region())) {
      out.addBetween(
          Rule.REGION_OUTSIDE_RESIDENCY,
          List.of(here.key("instance"), KeyPath.of("cloud", "residency")),
          instance.region() + " is outside of residency " + residency,
          "choose an instance in one of cloud.regions");
    }
    server.ifPresent(one -> one.validate(here, this, platform, out));
  }
}
