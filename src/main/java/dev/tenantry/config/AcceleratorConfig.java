package dev.tenantry.config;

import dev.tenantry.sizing.GpuMachine;
import dev.tenantry.sizing.MachineCatalogue;
import java.util.List;
import java.util.Optional;

/**
 * Nodes with GPUs of one type, and in which order to ask for them.
 *
 * @param machineType machine type of every node
 * @param type its GPU
 * @param count GPUs of one node
 * @param driver which driver GKE installs
 * @param nodes how many in all zones together
 * @param ladder ways to get a node, the best first
 * @param reservation the reservation of the ladder's rung of that name
 * @param diskGb boot disk in GB
 */
public record AcceleratorConfig(
    @Key(value = "Machine type of every node, such as g2-standard-12.", required = true)
        MachineType machineType,
    @Key(value = "The GPU as GKE names it, such as nvidia-l4.", required = true)
        AcceleratorType type,
    @Key(value = "GPUs of one node.", required = true, min = 1, max = 16) int count,
    @Key("Which GPU driver GKE installs.") GpuDriver driver,
    @Key(value = "Nodes in all zones together.", required = true) NodeCount nodes,
    @Key(
            value = "Ways to get a node, the best first: reservation, on-demand, flex-start, spot.",
            required = true)
        List<CapacityKind> ladder,
    @Key("Name of the Compute Engine reservation, for rung reservation.")
        Optional<PoolName> reservation,
    @Key(value = "Boot disk of a node, in GB.", min = 30, max = 2000) int diskGb) {
  /** What GKE tested with the node's version. */
  public static final GpuDriver DEFAULT_DRIVER = GpuDriver.DEFAULT;

  /** Holds an inference image of about 20 GB twice, and its compile cache. */
  public static final int DEFAULT_DISK_GB = 200;

  /** Copies the list. */
  public AcceleratorConfig {
    ladder = List.copyOf(ladder);
  }

  /**
   * The rung that the declared node pool stands on: the first that is no flex-start, for which the
   * cluster makes pools itself; empty if there is no other.
   */
  public Optional<CapacityKind> declaredRung() {
    return ladder.stream().filter(rung -> rung != CapacityKind.FLEX_START).findFirst();
  }

  /** As of {@link GkeConfig#advice}; nothing of machines that the catalogue does not know. */
  List<String> advice(PoolName name) {
    Optional<GpuMachine> known = MachineCatalogue.standard().find(machineType.value());
    if (known.isEmpty()) {
      return List.of();
    }
    return ladder.stream()
        .filter(rung -> !known.get().obtainability().contains(rung.obtainability()))
        .map(
            rung ->
                String.format(
                    "gke.accelerators.%s: %s is not sold by %s as far as known,"
                        + " but by %s; docs/models.md",
                    name, machineType, rung, known.get().obtainable()))
        .toList();
  }

  /** Reports what is wrong between keys. */
  void validate(KeyPath here, Problems out) {
    nodes.validate(here.key("nodes"), out);
    KeyPath list = here.key("ladder");
    if (ladder.isEmpty()) {
      out.addBetween(
          Rule.LADDER,
          List.of(list, list.item(0)),
          "there is no way to get a node",
          "name on-demand at least");
    }
    boolean reserved = ladder.contains(CapacityKind.RESERVATION);
    if (reserved && reservation.isEmpty()) {
      out.add(
          Rule.RESERVATION, list, "rung reservation without a reservation's name", "name it here");
    }
    if (!reserved && reservation.isPresent()) {
      out.add(
          Rule.RESERVATION,
          here.key("reservation"),
          "no rung of the ladder uses the reservation",
          "add reservation to the ladder, or remove the key");
    }
  }
}
