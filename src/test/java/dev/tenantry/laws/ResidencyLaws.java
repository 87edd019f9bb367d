package dev.tenantry.laws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tenantry.config.Region;
import dev.tenantry.config.Residency;
import dev.tenantry.render.RecordedResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What of Google Cloud would lie outside of the European Union, as sentences. */
final class ResidencyLaws {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Anywhere in a value: a key's name, a registry, a subnet. Zones too, by their region. */
  private static final Pattern REGION =
      Pattern.compile(
          "(?<![a-z0-9-])(africa|asia|australia|europe|me|northamerica|southamerica|us)"
              + "-[a-z]+[0-9]{1,2}");

  /** Fields that hold nothing but a place. */
  private static final Set<String> PLACES =
      Set.of(
          "location",
          "locations",
          "region",
          "regions",
          "zone",
          "zones",
          "allowedPersistenceRegions",
          "nodeLocations");

  /** Kinds that lie somewhere of Google's choice unless they say where. */
  private static final Map<String, String> STATED =
      Map.of(
          "gcp:storage/bucket:Bucket", "/location",
          "gcp:secretmanager/secret:Secret", "/replication/userManaged/replicas/0/location",
          "gcp:pubsub/topic:Topic", "/messageStoragePolicy/allowedPersistenceRegions/0",
          "gcp:sql/databaseInstance:DatabaseInstance", "/settings/backupConfiguration/location");

  private ResidencyLaws() {}

  /** Every broken law; empty for a recording whose data stays in the Union. */
  static List<String> brokenBy(List<RecordedResource> recording) {
    List<String> broken = new ArrayList<>();
    for (RecordedResource one : recording) {
      if (one.type().startsWith("gcp:")) {
        JsonNode inputs = JSON.valueToTree(one.inputs());
        values(one.name(), "", inputs, broken);
        String stated = STATED.get(one.type());
        if (stated != null && inputs.at(stated).asText().isEmpty()) {
          broken.add(one.name() + " does not say where it lies");
        }
      }
    }
    return broken;
  }

  private static void values(String name, String field, JsonNode node, List<String> broken) {
    node.properties().forEach(each -> values(name, each.getKey(), each.getValue(), broken));
    if (node.isArray()) {
      node.forEach(each -> values(name, field, each, broken));
    }
    if (!node.isTextual()) {
      return;
    }
    Matcher found = REGION.matcher(node.asText());
    boolean any = false;
    while (found.find()) {
      any = true;
      if (!Residency.EU.allows(new Region(found.group()))) {
        broken.add(name + " names " + found.group() + " in " + field);
      }
    }
    if (PLACES.contains(field) && !any) {
      // Also "US", "EU" and "global": a multi-region is not one of cloud.regions.
      broken.add(name + " lies in " + node.asText());
    }
  }
}
