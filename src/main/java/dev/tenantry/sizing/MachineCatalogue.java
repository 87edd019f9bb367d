package dev.tenantry.sizing;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The machine types with GPUs, by name. */
public final class MachineCatalogue {
  private static final String PRICES = "machine-prices.csv";
  private static final List<String> COLUMNS = List.of("type", "region", "onDemand", "spot", "asOf");

  private static final MachineCatalogue STANDARD = new MachineCatalogue(read());

  private final SortedMap<String, GpuMachine> machines;

  private MachineCatalogue(SortedMap<String, GpuMachine> machines) {
    this.machines = machines;
  }

  /** The catalogue of the resources beside this class. */
  public static MachineCatalogue standard() {
    return STANDARD;
  }

  /** The machine type of exactly that name. */
  public Optional<GpuMachine> find(String name) {
    return Optional.ofNullable(machines.get(name));
  }

  /** All machine types, by name. */
  public Collection<GpuMachine> all() {
    return machines.values();
  }

  /** All names, in order. */
  public Set<String> names() {
    return machines.keySet();
  }

  private static SortedMap<String, GpuMachine> read() {
    Map<String, Accelerator> accelerators = new TreeMap<>();
    for (CatalogueRow row : CatalogueFile.yaml("accelerators.yaml")) {
      Accelerator accelerator = accelerator(row);
      if (accelerators.put(accelerator.name(), accelerator) != null) {
        throw row.problem("name", "is there twice");
      }
    }
    Map<String, SortedMap<String, MachinePrice>> prices =
        PriceTable.of(PRICES, CatalogueFile.csv(PRICES, COLUMNS));
    SortedMap<String, GpuMachine> machines = new TreeMap<>();
    for (CatalogueRow row : CatalogueFile.yaml("machines.yaml")) {
      GpuMachine machine = machine(row, accelerators, prices);
      if (machines.put(machine.name(), machine) != null) {
        throw row.problem("name", "is there twice");
      }
    }
    if (!machines.keySet().containsAll(prices.keySet())) {
      throw new CatalogueError(PRICES + ": prices a type that machines.yaml does not name");
    }
    return machines;
  }

  /** The accelerator of a row; throws {@link CatalogueError} on what it does not understand. */
  static Accelerator accelerator(CatalogueRow row) {
    Accelerator accelerator =
        new Accelerator(
            row.text("name"),
            row.text("title"),
            row.number("memoryGib"),
            row.word("fp8", Fp8.values()),
            row.word("link", GpuLink.values()),
            row.text("label"),
            row.provenance());
    row.end();
    return accelerator;
  }

  private static GpuMachine machine(
      CatalogueRow row,
      Map<String, Accelerator> accelerators,
      Map<String, SortedMap<String, MachinePrice>> prices) {
    Accelerator accelerator = accelerators.get(row.text("accelerator"));
    if (accelerator == null) {
      throw row.problem("accelerator", "is not in accelerators.yaml");
    }
    String name = row.text("name");
    SortedMap<String, MachinePrice> priced = prices.getOrDefault(name, new TreeMap<>());
    SortedSet<String> unpriced = new TreeSet<>(row.texts("unpricedRegions"));
    GpuMachine machine =
        new GpuMachine(
            name,
            accelerator,
            row.count("gpus"),
            row.count("vcpus"),
            row.count("memoryGb"),
            row.words("obtainability", Obtainability.values()),
            Collections.unmodifiableSortedMap(priced),
            Collections.unmodifiableSortedSet(unpriced),
            row.provenance());
    row.end();
    if (machine.regions().isEmpty()) {
      throw row.problem("unpricedRegions", "is empty, and no price names a region either");
    }
    return machine;
  }
}
