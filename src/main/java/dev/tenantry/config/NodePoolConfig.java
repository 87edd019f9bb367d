package dev.tenantry.config;

/**
 * Nodes without accelerators.
 *
 * @param machineType machine type of every node
 * @param nodes how many in each zone
 * @param capacity what they cost, and how surely they stay
 * @param diskGb boot disk in GB
 */
public record NodePoolConfig(
    @Key(value = "Machine type of every node.", required = true) MachineType machineType,
    @Key(value = "Nodes in each zone.", required = true) NodeCount nodes,
    @Key("on-demand, or spot: cheaper, and Google may take a node back within half a minute.")
        Capacity capacity,
    @Key(value = "Boot disk of a node, in GB.", min = 30, max = 2000) int diskGb) {
  /** What a promise of uptime needs. */
  public static final Capacity DEFAULT_CAPACITY = Capacity.ON_DEMAND;

  /** GKE's own default of 100 GB, which holds images and the ephemeral storage of their pods. */
  public static final int DEFAULT_DISK_GB = 100;

  /** Reports what is wrong between keys. */
  void validate(KeyPath here, Problems out) {
    nodes.validate(here.key("nodes"), out);
  }
}
