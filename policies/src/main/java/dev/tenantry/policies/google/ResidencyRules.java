package dev.tenantry.policies.google;

import dev.tenantry.policies.Answer;
import dev.tenantry.policies.Control;
import dev.tenantry.policies.Findings;
import dev.tenantry.policies.Level;
import dev.tenantry.policies.Parameter;
import dev.tenantry.policies.PolicyRule;
import dev.tenantry.policies.Resource;
import dev.tenantry.policies.ResourceRule;
import dev.tenantry.policies.RuleInfo;
import dev.tenantry.policies.Severity;
import dev.tenantry.policies.Value;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Where data lies. */
final class ResidencyRules {
  private static final Control PAGE = Controls.promise("docs/residency.md");

  /** Anywhere in a text: a key's name, a registry, a subnet. Of a zone, its region. */
  private static final Pattern REGION =
      Pattern.compile(
          "(?<![a-z0-9-])(africa|asia|australia|europe|me|northamerica|southamerica|us)"
              + "-[a-z]+[0-9]{1,2}(?![0-9])");

  /**
   * Several regions at once in a resource's name. All regions have a hyphen, and of the places
   * without one only {@code global} holds what is no data; a ring of keys there is data's.
   */
  private static final Pattern WIDE =
      Pattern.compile(
          "(?<![^/])locations/(global/keyRings|(?!global(/|$))[a-z]+[0-9]*|nam-eur-asia1)(/|$)");

  /** Kinds that Google has in no region, or uses from none, and that hold nobody's data. */
  private static final Pattern EVERYWHERE =
      Pattern.compile(
          "gcp:(certificatemanager/.*|gkehub/feature.*|iam/.*|networkconnectivity/spoke:.*"
              + "|networksecurity/securityProfile.*)");

  /** Fields that hold a place and nothing else. */
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

  /** Kinds that hold data and lie where Google likes, unless they say where. */
  private static final Map<String, String> STATED =
      Map.of(
          GoogleTypes.BUCKET, "location",
          GoogleTypes.TOPIC, "messageStoragePolicy.allowedPersistenceRegions",
          GoogleTypes.SQL_INSTANCE, "settings.backupConfiguration.location",
          GoogleTypes.BACKUP_PLAN, "location",
          GoogleTypes.REPOSITORY, "location");

  private ResidencyRules() {}

  static List<PolicyRule> all() {
    return List.of(stated(), allowed());
  }

  private static PolicyRule stated() {
    RuleInfo info =
        new RuleInfo(
            "data-says-where-it-lies",
            "Buckets, topics, backups and images say where they lie",
            "Google's defaults are several regions, or the United States.",
            List.of(PAGE),
            Severity.HIGH,
            Level.MANDATORY,
            "Set location; of a topic, messageStoragePolicy.allowedPersistenceRegions; of a"
                + " database server, backupConfiguration.location.");
    return new ResourceRule(
        info,
        ResidencyRules::isAsked,
        (one, findings) -> {
          Value place = one.at(STATED.get(one.type()));
          findings.require(place.isEmpty().not(), one, place, "must say where");
        });
  }

  /** A replica of a database server has no backups. */
  private static boolean isAsked(Resource one) {
    return one.type().equals(GoogleTypes.SQL_INSTANCE)
        ? SqlAccessRules.isPrimary(one)
        : STATED.containsKey(one.type());
  }

  private static PolicyRule allowed() {
    RuleInfo info =
        new RuleInfo(
            "data-lies-in-allowed-regions",
            "Nothing lies outside of the stack's regions, nor names a place that is",
            "A contract, or the law, says where a tenant's data may be; a backup elsewhere breaks"
                + " it just as well.",
            List.of(PAGE),
            Severity.HIGH,
            Level.MANDATORY,
            "List the regions in the rule's parameter regions, the same as cloud.regions of the"
                + " stack's file; without it the rule asks nothing.");
    return new ResourceRule(info, Resource::isGoogle, ResidencyRules::requireAllowed)
        .taking(
            Parameter.of(
                "regions", "Regions in which data may lie, such as europe-west1", List.of()));
  }

  private static void requireAllowed(Resource one, Findings findings) {
    Set<String> regions =
        findings.parameter("regions").items().stream()
            .flatMap(region -> region.text().stream())
            .collect(Collectors.toCollection(TreeSet::new));
    if (!regions.isEmpty()) {
      look("", one.properties(), regions, one, findings);
    }
  }

  /** Everything below a value; a list counts as its field. */
  private static void look(
      String field, Value value, Set<String> regions, Resource one, Findings findings) {
    value.fields().forEach((name, each) -> look(name, each, regions, one, findings));
    value.items().forEach(each -> look(field, each, regions, one, findings));
    value
        .text()
        .ifPresent(
            text ->
                findings.require(
                    Answer.of(mayBeGlobal(one, field, text) || isAllowed(field, text, regions)),
                    one,
                    value,
                    "must lie in " + String.join(", ", regions)));
  }

  private static boolean mayBeGlobal(Resource one, String field, String text) {
    return field.equals("location")
        && text.equals("global")
        && EVERYWHERE.matcher(one.type()).matches();
  }

  private static boolean isAllowed(String field, String text, Set<String> regions) {
    Matcher found = REGION.matcher(text);
    boolean any = false;
    while (found.find()) {
      any = true;
      if (!regions.contains(found.group())) {
        return false;
      }
    }
    if (WIDE.matcher(text).find()) {
      return false;
    }
    // Also "US", "EU" and "global" are places, and none of the regions.
    return any || !PLACES.contains(field);
  }
}
