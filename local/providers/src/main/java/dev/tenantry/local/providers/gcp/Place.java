package dev.tenantry.local.providers.gcp;

import dev.tenantry.local.providers.protocol.Tree;
import java.util.Map;

/**
 * Where resources go that do not say it themselves: the provider's own configuration.
 *
 * @param project the Google Cloud project
 * @param region for regional resources
 * @param zone for zonal resources
 */
record Place(String project, String region, String zone) {
  static Place of(Map<String, Object> config, Map<String, String> environment) {
    return new Place(
        first(
            Tree.text(config, "project"),
            environment.getOrDefault("GOOGLE_PROJECT", ""),
            "project"),
        first(Tree.text(config, "region"), environment.getOrDefault("GOOGLE_REGION", ""), "region"),
        first(Tree.text(config, "zone"), environment.getOrDefault("GOOGLE_ZONE", ""), "zone"));
  }

  private static String first(String given, String environment, String fallback) {
    String value = given.isEmpty() ? environment : given;
    return value.isEmpty() ? "recorded-" + fallback : value;
  }

  /** The part of an id between project and collection. */
  String of(Schema schema, Map<String, Object> inputs) {
    for (String key : new String[] {"zone", "region", "location"}) {
      if (schema.inputs().containsKey(key)) {
        String fallback = key.equals("zone") ? zone : region;
        String value = Tree.text(inputs, key);
        return key + "s/" + (value.isEmpty() ? fallback : value);
      }
    }
    return "global";
  }
}
