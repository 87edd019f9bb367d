package dev.tenantry.config;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/** Keys of Cloud KMS by the region whose data they encrypt: for all regions or for none. */
final class RegionKeys {
  private RegionKeys() {}

  /**
   * Reports keys that do not fit the regions.
   *
   * @param what lies in a region, in messages
   */
  static void validate(
      KeyPath at, SortedMap<Region, KmsKey> keys, List<Region> regions, String what, Problems out) {
    List<Region> missing = new ArrayList<>(regions);
    missing.removeAll(keys.keySet());
    if (!keys.isEmpty() && !missing.isEmpty()) {
      String message = "there is no key for " + missing.get(0);
      out.add(Rule.KEY_REGIONS, at, message, "name a key for each of cloud.regions, or none");
    }
    keys.forEach(
        (region, key) -> {
          if (!regions.contains(region)) {
            String message = "there is no " + what + " in " + region;
            out.add(Rule.KEY_REGIONS, at.key(region.value()), message, "remove the key");
          } else if (!key.region().equals(region)) {
            String message = "a key in " + key.region() + " for the " + what + " in " + region;
            String hint = "name a key of " + region + " itself";
            out.add(Rule.KEY_REGIONS, at.key(region.value()), message, hint);
          }
        });
  }
}
