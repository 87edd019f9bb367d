package dev.tenantry.config;

import java.util.List;
import java.util.Optional;

/**
 * A Cloud SQL instance that the stack itself declares.
 *
 * @param size machine, disk and standby
 * @param key the key that encrypts disks and backups
 * @param deletionPolicy whether the stack may remove it
 * @param backups what is kept, and where
 * @param maintenance when Google may restart it
 */
public record ServerConfig(
    @Key(value = "Machine, disk, standby and connections; docs/database.md.", required = true)
        ServerSize size,
    @Key(
            value =
                "Cloud KMS key, of the instance's region, that encrypts disks and backups. The"
                    + " Cloud SQL service agent must be allowed to use it. It cannot be changed.",
            required = true)
        KmsKey key,
    @Key(
            "retain (default): neither this program nor Google's API removes the instance; delete:"
                + " both do.")
        DeletionPolicy deletionPolicy,
    @Key("What is kept of the instance, and where.") ServerBackups backups,
    @Key("When Google may restart the instance.") ServerMaintenance maintenance) {
  /** Names of Compute Engine have 63 characters at most; {@code sql-} is in front. */
  private static final int NAME_MAX = 59;

  private static final KeyPath PROJECT = KeyPath.of("cloud", "project");
  private static final KeyPath REGIONS = KeyPath.of("cloud", "regions");

  /** Reports an instance that this stack cannot declare, or must not. */
  void validate(KeyPath database, ClusterDatabase of, PlatformConfig platform, Problems out) {
    KeyPath here = database.key("server");
    CloudConfig cloud = platform.cloud();
    project(database.key("instance"), of.instance().project(), cloud, out);
    project(database.key("migrator"), of.migrator().project(), cloud, out);
    project(database.key("provisioner"), of.provisioner().project(), cloud, out);
    if (of.instance().name().length() > NAME_MAX) {
      out.add(
          Rule.SERVER_NAME,
          database.key("instance"),
          "the instance's name has more than " + NAME_MAX + " characters",
          "its endpoint in the network is called sql-<name>, at most 63 characters");
    }
    Region region = of.instance().region();
    validateRegion(database, region, platform, out);
    if (!key.region().equals(region)) {
      out.addBetween(
          Rule.KEY_REGIONS,
          List.of(here.key("key"), database.key("instance")),
          "a key in " + key.region() + " for the instance in " + region,
          "name a key of " + region + " itself");
    }
    if (!cloud.residency().allows(backups.location())) {
      out.addBetween(
          Rule.REGION_OUTSIDE_RESIDENCY,
          List.of(here.key("backups").key("location"), KeyPath.of("cloud", "residency")),
          backups.location() + " is outside of residency " + cloud.residency(),
          "choose a region of the European Union, such as europe-west1");
    }
    if (of.maxConnections() > size.connectionsMax()) {
      out.addBetween(
          Rule.SERVER_CONNECTIONS,
          List.of(database.key("maxConnections"), here.key("size")),
          String.format(
              "%d connections are more than size %s is meant for (%d)",
              of.maxConnections(), size, size.connectionsMax()),
          "lower database.maxConnections, or choose a larger size");
    }
    maintenance.validate(here.key("maintenance"), out);
  }

  private static void validateRegion(
      KeyPath database, Region region, PlatformConfig platform, Problems out) {
    if (platform.gke().isEmpty()) {
      out.add(
          Rule.SERVER_NEEDS_GKE,
          database.key("server"),
          "its address would lie in a network that this stack does not declare",
          "add section gke, or leave out database.server if the instance exists already");
    }
    List<Region> regions = platform.cloud().regions();
    Optional<Region> ofCluster =
        ClusterName.of(platform.cluster().context()).map(ClusterName::region);
    if (!regions.contains(region)) {
      out.addBetween(
          Rule.SERVER_REGION,
          List.of(database.key("instance"), REGIONS),
          "the instance would be in " + region + ", which is none of cloud.regions",
          "choose one of " + Words.list(regions.stream().map(Region::value).toList()));
    } else if (ofCluster.isPresent() && !ofCluster.get().equals(region)) {
      out.addBetween(
          Rule.SERVER_REGION,
          List.of(database.key("instance"), KeyPath.of("cluster", "context")),
          "the instance would be in " + region + ", but its endpoint is in " + ofCluster.get(),
          "choose the cluster's own region");
    }
  }

  private static void project(KeyPath at, String project, CloudConfig cloud, Problems out) {
    if (!project.equals(cloud.project().value())) {
      out.addBetween(
          Rule.SERVER_PROJECT,
          List.of(at, PROJECT),
          "it is in project " + project + ", but this stack declares it in " + cloud.project(),
          "use cloud.project, or leave out database.server if it exists already");
    }
  }
}
