package dev.tenantry.config;

import java.util.List;

/**
 * The Google Cloud project of a stack.
 *
 * @param project where the stack's resources lie; the cluster's own project
 * @param projectNumber the number of the same project
 * @param residency where data may lie
 * @param regions where data lies; in the order of the file
 * @param quotas what Google raised on request
 */
public record CloudConfig(
    @Key(
            value =
                "The Google Cloud project of the stack and of its cluster. One cluster per project:"
                    + " two clusters of one project share their identities.",
            required = true)
        ProjectId project,
    @Key(value = "The number of the same project, in quotes.", required = true)
        ProjectNumber projectNumber,
    @Key("Where data may lie: eu refuses every region outside of the European Union.")
        Residency residency,
    @Key(
            value = "Regions of the stack's data; every secret has a replica in each.",
            required = true)
        List<Region> regions,
    @Key("Quotas of the project, as Google granted them; docs/ceilings.md.") GrantedQuotas quotas) {
  /** Most platforms have no such rule; one that has states it. */
  public static final Residency DEFAULT_RESIDENCY = Residency.ANY;

  /** Copies the list. */
  public CloudConfig {
    regions = List.copyOf(regions);
  }

  /** Reports a cluster that is known to be outside of where data may lie. */
  void validateCluster(KeyPath context, ContextName name, Problems out) {
    name.region()
        .filter(region -> !residency.allows(region))
        .ifPresent(
            region ->
                out.addBetween(
                    Rule.REGION_OUTSIDE_RESIDENCY,
                    List.of(context, KeyPath.of("cloud", "residency")),
                    "the cluster is in " + region + ", which is outside of residency " + residency,
                    "its volumes and objects are data; choose a cluster in one of cloud.regions"));
  }

  /** Reports regions that data must not lie in. */
  void validate(KeyPath here, Problems out) {
    KeyPath list = here.key("regions");
    if (regions.isEmpty()) {
      // The item too, so that a list whose only item was refused is not called empty as well.
      out.addBetween(
          Rule.NO_REGION,
          List.of(list, list.item(0)),
          "there is no region",
          "name the cluster's region at least");
    }
    for (int i = 0; i < regions.size(); i++) {
      if (!residency.allows(regions.get(i))) {
        String message = regions.get(i) + " is outside of residency " + residency;
        String hint = "choose a region of the European Union, such as europe-west1";
        out.addBetween(
            Rule.REGION_OUTSIDE_RESIDENCY,
            List.of(list.item(i), here.key("residency")),
            message,
            hint);
      }
    }
  }
}
