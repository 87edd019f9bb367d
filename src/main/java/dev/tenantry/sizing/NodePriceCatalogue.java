package dev.tenantry.sizing;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Prices of machine types without GPUs, such as {@code n2d-standard-16}.
 *
 * <p>A series costs the same per vCPU in all sizes that the catalogue lists for a region; of any
 * other size, of shared cores and of machines with local disks it knows no price.
 */
public final class NodePriceCatalogue {
  private static final String FILE = "node-prices.csv";
  private static final List<String> COLUMNS =
      List.of("series", "region", "onDemand", "spot", "asOf", "sizes");
  private static final Pattern TYPE = Pattern.compile("([a-z0-9]+-[a-z]+)-([1-9][0-9]{0,3})");

  private static final NodePriceCatalogue STANDARD =
      new NodePriceCatalogue(CatalogueFile.csv(FILE, COLUMNS));

  private final Map<String, SortedMap<String, MachinePrice>> perCpu;
  private final Map<String, List<String>> sizes = new HashMap<>();

  private NodePriceCatalogue(List<List<String>> rows) {
    perCpu = PriceTable.of(FILE, rows);
    rows.forEach(row -> sizes.put(row.get(0) + "/" + row.get(1), sizes(row)));
  }

  /** The catalogue of the resource {@code node-prices.csv}. */
  public static NodePriceCatalogue standard() {
    return STANDARD;
  }

  /** What the whole machine costs in a region; empty if the catalogue does not say. */
  public Optional<MachinePrice> find(String type, String region) {
    Matcher name = TYPE.matcher(type);
    if (!name.matches()
        || !sizes.getOrDefault(name.group(1) + "/" + region, List.of()).contains(name.group(2))) {
      return Optional.empty();
    }
    MachinePrice cpu = perCpu.get(name.group(1)).get(region);
    int cpus = Integer.parseInt(name.group(2));
    OptionalDouble spot = cpu.spot();
    return Optional.of(
        new MachinePrice(
            region,
            cpu.onDemand() * cpus,
            spot.isPresent() ? OptionalDouble.of(spot.getAsDouble() * cpus) : spot,
            cpu.asOf()));
  }

  /** The sizes of a row, in vCPUs; throws {@link CatalogueError} on what are none. */
  static List<String> sizes(List<String> row) {
    List<String> sizes = List.of(row.get(5).split(" "));
    if (!sizes.stream().allMatch(size -> size.matches("[1-9][0-9]{0,3}"))) {
      throw new CatalogueError(FILE + ": has sizes that are no whole numbers: " + row);
    }
    return sizes;
  }
}
