package dev.tenantry.config;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The GKE cluster that the stack declares itself, with its network and its nodes.
 *
 * @param key encrypts Secrets in the API server's store, nodes' boot disks and backups
 * @param zones where nodes run
 * @param endpointRange addresses of Private Service Connect endpoints, such as the database's
 * @param securityGroup the group of the groups that RBAC may name
 * @param releaseChannel how new a version GKE installs
 * @param podsPerNode the most pods of one node
 * @param authorizedRanges who may call the API server's private address from outside of the subnet
 * @param maintenance when GKE may upgrade
 * @param backup backups of tenants' objects and volumes
 * @param nodePools nodes without accelerators
 * @param accelerators nodes with GPUs, by the name of their ComputeClass
 * @param provisioned bound of what the cluster may add by itself; needed with accelerators
 */
public record GkeConfig(
    @Key(
            value =
                "Key of Cloud KMS in the cluster's region; encrypts Secrets in the API server's"
                    + " store, nodes' disks and backups.",
            required = true)
        KmsKey key,
    @Key(value = "Zones of the cluster's region in which nodes run.", required = true)
        List<Zone> zones,
    @Key(
            value = "Addresses of Private Service Connect endpoints; database.address is one.",
            required = true)
        Ipv4Range endpointRange,
    @Key(value = "Google group whose members are the groups that RBAC may name.", required = true)
        SecurityGroup securityGroup,
    @Key("How new a Kubernetes version GKE installs by itself.") ReleaseChannel releaseChannel,
    @Key(
            value = "The most pods of one node; GKE reserves twice as many addresses for it.",
            min = 8,
            max = 256)
        int podsPerNode,
    @Key("Ranges of the company's network that may call the API server's private address.")
        List<Ipv4Range> authorizedRanges,
    @Key("When GKE may upgrade and repair.") MaintenanceConfig maintenance,
    @Key("Backups of tenants' objects and volumes.") BackupConfig backup,
    @Key(value = "Nodes without accelerators, by what they are for; all of them.", required = true)
        SortedMap<NodePool, NodePoolConfig> nodePools,
    @Key("Nodes with GPUs, by the name of the ComputeClass through which pods get them.")
        SortedMap<PoolName, AcceleratorConfig> accelerators,
    @Key("The most that all nodes may have together; needed with accelerators.")
        Optional<ProvisionedConfig> provisioned) {
  /** GKE puts the Service of kube-dns at this index of the Services' range. */
  private static final int DNS_INDEX = 10;

  /** GKE takes no other size for the control plane's range. */
  private static final int CONTROL_PLANE_PREFIX = 28;

  /** Copies the collections. */
  public GkeConfig {
    zones = List.copyOf(zones);
    authorizedRanges = List.copyOf(authorizedRanges);
    nodePools = Collections.unmodifiableSortedMap(new TreeMap<>(nodePools));
    accelerators = Collections.unmodifiableSortedMap(new TreeMap<>(accelerators));
  }

  /** Reports what is wrong between keys. */
  void validate(KeyPath here, PlatformConfig platform, Problems out) {
    ClusterConfig cluster = platform.cluster();
    Optional<ClusterName> name = ClusterName.of(cluster.context());
    validateContext(name, platform, out);
    name.ifPresent(one -> validateRegion(here, one.region(), out));
    validateRanges(here, cluster, out);
    validateDatabase(here, platform.database(), out);
    maintenance.validate(here.key("maintenance"), out);
    backup.validate(here.key("backup"), out);
    validatePools(here, out);
    NodeSum.validate(here, this, cluster.network(), out);
  }

  private static void validateContext(
      Optional<ClusterName> name, PlatformConfig platform, Problems out) {
    CloudConfig cloud = platform.cloud();
    boolean right =
        name.isPresent()
            && name.get().project().equals(cloud.project())
            && cloud.regions().contains(name.get().region());
    if (!right) {
      out.addBetween(
          Rule.GKE_CONTEXT,
          List.of(KeyPath.of("cluster", "context"), KeyPath.of("cloud", "project")),
          platform.cluster().context() + " does not name a cluster of this platform",
          "write gke_<cloud.project>_<one of cloud.regions>_<name>, such as gke_"
              + cloud.project()
              + "_europe-west1_tenantry");
    }
  }

  private void validateRegion(KeyPath here, Region region, Problems out) {
    KeyPath list = here.key("zones");
    if (zones.isEmpty()) {
      out.addBetween(
          Rule.NO_ZONE,
          List.of(list, list.item(0)),
          "there is no zone",
          "name zones of " + region + ", three for a platform that must survive the loss of one");
    }
    for (int i = 0; i < zones.size(); i++) {
      if (!zones.get(i).region().equals(region)) {
        out.addBetween(
            Rule.ZONE_OUTSIDE_REGION,
            List.of(list.item(i), KeyPath.of("cluster", "context")),
            zones.get(i) + " is not in the cluster's region " + region,
            "name a zone such as " + region + "-b");
      }
    }
    if (!key.region().equals(region)) {
      out.addBetween(
          Rule.KEY_REGIONS,
          List.of(here.key("key"), KeyPath.of("cluster", "context")),
          "a key in " + key.region() + " for the cluster in " + region,
          "name a key of " + region + " itself");
    }
  }

  private void validateRanges(KeyPath here, ClusterConfig cluster, Problems out) {
    NetworkConfig network = cluster.network();
    network.validateOther(here.key("endpointRange"), endpointRange, out);
    KeyPath at = KeyPath.of("cluster", "network", "controlPlaneRange");
    if (network.controlPlaneRange().isEmpty()) {
      out.add(
          Rule.CONTROL_PLANE_RANGE_MISSING,
          here,
          "the cluster's control plane needs addresses of its own",
          "add " + at + ", a range of /" + CONTROL_PLANE_PREFIX);
    }
    network
        .controlPlaneRange()
        .filter(range -> range.prefixLength() != CONTROL_PLANE_PREFIX)
        .ifPresent(
            range ->
                out.add(
                    Rule.CONTROL_PLANE_RANGE_SIZE,
                    at,
                    range + " is not a /" + CONTROL_PLANE_PREFIX + ", the only size GKE takes",
                    "write a range of /" + CONTROL_PLANE_PREFIX));
    Ipv4Address expected = network.serviceRange().address(DNS_INDEX);
    if (cluster.dns().isPossible() && !cluster.dns().serviceAddress().equals(expected)) {
      out.addBetween(
          Rule.GKE_DNS_ADDRESS,
          List.of(KeyPath.of("cluster", "dns", "serviceAddress"), here),
          "GKE gives the DNS Service the address " + expected,
          "write it, or choose another cluster.network.serviceRange");
    }
  }

  private void validateDatabase(KeyPath here, DatabaseConfig database, Problems out) {
    if (database instanceof ClusterDatabase one && !endpointRange.contains(one.address())) {
      out.addBetween(
          Rule.DATABASE_ENDPOINT,
          List.of(KeyPath.of("database", "address"), here.key("endpointRange")),
          one.address() + " is not in gke.endpointRange (" + endpointRange + ")",
          "choose an address of the range; the first two and the last two are Google's");
    }
  }

  private void validatePools(KeyPath here, Problems out) {
    Set<NodePool> missing = EnumSet.allOf(NodePool.class);
    missing.removeAll(nodePools.keySet());
    KeyPath pools = here.key("nodePools");
    if (!missing.isEmpty()) {
      out.addBetween(
          Rule.NODE_POOL_MISSING,
          List.of(pools, pools.key(missing.iterator().next().label())),
          "there is no pool " + missing.iterator().next(),
          "add it; nodes: { min: 0, max: 1 } costs nothing until a tenant needs it");
    }
    nodePools.forEach((pool, one) -> one.validate(pools.key(pool.label()), out));
    KeyPath classes = here.key("accelerators");
    accelerators.forEach((name, one) -> one.validate(classes.key(name.value()), out));
    if (!accelerators.isEmpty() && provisioned.isEmpty()) {
      out.add(
          Rule.PROVISIONED_MISSING,
          classes,
          "the cluster may add nodes for accelerators without a bound",
          "state gke.provisioned");
    }
  }

  /**
   * The nodes of a model: what it names, else the first accelerator with its machine; empty if
   * there is none such.
   */
  public Optional<PoolName> acceleratorOf(ServedModel model) {
    return accelerators.entrySet().stream()
        .filter(one -> one.getValue().machineType().value().equals(model.machine().value()))
        .map(Map.Entry::getKey)
        .filter(
            name ->
                model
                    .computeClass()
                    .map(LabelValue::value)
                    .orElse(name.value())
                    .equals(name.value()))
        .findFirst();
  }

  /** Rungs of ladders that Google does not sell the machine by, as far as the catalogue knows. */
  public List<String> advice() {
    return accelerators.entrySet().stream()
        .flatMap(one -> one.getValue().advice(one.getKey()).stream())
        .toList();
  }
}
