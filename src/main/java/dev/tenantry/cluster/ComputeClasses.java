package dev.tenantry.cluster;

import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import dev.tenantry.config.AcceleratorConfig;
import dev.tenantry.config.CapacityKind;
import dev.tenantry.config.CloudConfig;
import dev.tenantry.config.GkeConfig;
import dev.tenantry.config.PoolName;
import dev.tenantry.config.Zone;
import dev.tenantry.kubernetes.ComputeClass;
import dev.tenantry.kubernetes.ComputeClassSpecArgs;
import dev.tenantry.kubernetes.Metadata;
import dev.tenantry.naming.ClusterNames;
import dev.tenantry.naming.Names;
import dev.tenantry.naming.TypeTokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Each accelerator's ladder: how the cluster gets its nodes when the best way has none left. */
public final class ComputeClasses extends ComponentResource {
  /** Seven days, the longest that flex-start gives a node. */
  private static final int FLEX_START_SECONDS = 604_800;

  /** The next node is asked for an hour before: as long as a large model needs to load. */
  private static final int LEAD_SECONDS = 3600;

  private final GkeConfig gke;

  /**
   * Declares a ComputeClass for each accelerator.
   *
   * @param name logical name
   * @param stack the stack that owns them
   * @param options must carry the cluster's provider
   */
  public ComputeClasses(
      String name,
      String stack,
      GkeConfig gke,
      CloudConfig cloud,
      ComponentResourceOptions options) {
    super(TypeTokens.COMPUTE_CLASSES, name, options);
    this.gke = gke;
    String account = ClusterNames.nodeAccount(cloud);
    gke.accelerators()
        .forEach(
            (one, config) ->
                new ComputeClass(
                    Names.child(name, one.value()),
                    new Metadata(ClusterNames.computeClass(one), stack, Map.of()).clusterScoped(),
                    new ComputeClassSpecArgs(rungs(one, config), account),
                    CustomResourceOptions.builder().parent(this).build()));
    registerOutputs(Map.of());
  }

  private List<Map<String, Object>> rungs(PoolName name, AcceleratorConfig config) {
    Optional<CapacityKind> declared = config.declaredRung();
    List<Map<String, Object>> rungs = new ArrayList<>();
    for (CapacityKind kind : config.ladder()) {
      if (declared.equals(Optional.of(kind))) {
        rungs.add(Map.of("nodepools", List.of(ClusterNames.pool(name))));
      } else {
        rungs.add(created(kind, config));
      }
    }
    return rungs;
  }

  /** A rung for which the cluster makes a pool itself. */
  private Map<String, Object> created(CapacityKind kind, AcceleratorConfig config) {
    Map<String, Object> rung = new TreeMap<>();
    rung.put("machineType", config.machineType().value());
    rung.put(
        "gpu",
        Map.of(
            "type", config.type().value(),
            "count", config.count(),
            "driverVersion", config.driver().label()));
    rung.put("maxPodsPerNode", gke.podsPerNode());
    rung.put(
        "storage", Map.of("bootDiskSize", config.diskGb(), "bootDiskKMSKey", gke.key().value()));
    rung.putAll(capacity(kind, config));
    return rung;
  }

  private Map<String, Object> capacity(CapacityKind kind, AcceleratorConfig config) {
    return switch (kind) {
      case RESERVATION ->
          Map.of(
              "reservations",
              Map.of(
                  "affinity",
                  "Specific",
                  "specific",
                  List.of(
                      // GKE refuses a location beside a reservation: it has its own zones.
                      Map.of(
                          "name", config.reservation().orElseThrow().value(), "zones", zones()))));
      case ON_DEMAND -> Map.of("location", Map.of("zones", zones()), "spot", false);
      case FLEX_START ->
          Map.of(
              "location",
              Map.of("zones", zones()),
              "flexStart",
              Map.of("enabled", true, "nodeRecycling", Map.of("leadTimeSeconds", LEAD_SECONDS)),
              "maxRunDurationSeconds",
              FLEX_START_SECONDS);
      case SPOT -> Map.of("location", Map.of("zones", zones()), "spot", true);
    };
  }

  private List<String> zones() {
    return gke.zones().stream().map(Zone::value).toList();
  }
}
