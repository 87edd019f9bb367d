package dev.tenantry.sizing;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads prices: a name, its region, the two prices, the day; further columns are others' affair.
 */
final class PriceTable {
  private PriceTable() {}

  /**
   * Prices by name and region.
   *
   * @throws CatalogueError on what it does not understand
   */
  static Map<String, SortedMap<String, MachinePrice>> of(String file, List<List<String>> rows) {
    Map<String, SortedMap<String, MachinePrice>> prices = new TreeMap<>();
    for (List<String> row : rows) {
      MachinePrice price = price(file, row);
      SortedMap<String, MachinePrice> ofName =
          prices.computeIfAbsent(row.get(0), name -> new TreeMap<>());
      if (ofName.put(price.region(), price) != null) {
        throw new CatalogueError(file + ": is there twice: " + row);
      }
    }
    return prices;
  }

  private static MachinePrice price(String file, List<String> row) {
    try {
      MachinePrice price =
          new MachinePrice(
              row.get(1),
              Double.parseDouble(row.get(2)),
              row.get(3).isEmpty()
                  ? OptionalDouble.empty()
                  : OptionalDouble.of(Double.parseDouble(row.get(3))),
              LocalDate.parse(row.get(4)));
      if (!(price.onDemand() > 0) || !(price.spot().orElse(1) > 0)) {
        throw new CatalogueError(file + ": a price is not above zero: " + row);
      }
      return price;
    } catch (NumberFormatException | DateTimeParseException e) {
      throw new CatalogueError(file + ": is no price: " + row, e);
    }
  }
}
