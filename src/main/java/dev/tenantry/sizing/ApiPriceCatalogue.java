package dev.tenantry.sizing;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The prices of managed APIs, by name. */
public final class ApiPriceCatalogue {
  private static final ApiPriceCatalogue STANDARD = new ApiPriceCatalogue(read());

  private final SortedMap<String, ApiPrice> prices;

  private ApiPriceCatalogue(SortedMap<String, ApiPrice> prices) {
    this.prices = prices;
  }

  /** The catalogue of the resource {@code api-prices.yaml}. */
  public static ApiPriceCatalogue standard() {
    return STANDARD;
  }

  /** The price of exactly that name. */
  public Optional<ApiPrice> find(String name) {
    return Optional.ofNullable(prices.get(name));
  }

  /** All prices, by name. */
  public Collection<ApiPrice> all() {
    return prices.values();
  }

  /** All names, in order. */
  public Set<String> names() {
    return prices.keySet();
  }

  private static SortedMap<String, ApiPrice> read() {
    SortedMap<String, ApiPrice> prices = new TreeMap<>();
    for (CatalogueRow row : CatalogueFile.yaml("api-prices.yaml")) {
      ApiPrice price = price(row);
      if (prices.put(price.name(), price) != null) {
        throw row.problem("name", "is there twice");
      }
    }
    return prices;
  }

  /** The price of a row; throws {@link CatalogueError} on what it does not understand. */
  static ApiPrice price(CatalogueRow row) {
    double input = row.number("input");
    ApiPrice price =
        new ApiPrice(
            row.text("name"),
            row.text("title"),
            input,
            row.has("cached") ? row.number("cached") : input,
            row.number("output"),
            row.provenance());
    row.end();
    if (price.cached() > price.input()) {
      throw row.problem("cached", "is dearer than input");
    }
    return price;
  }
}
