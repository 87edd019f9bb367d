package dev.tenantry.config;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One tenant: its file with every default filled in.
 *
 * @param name the file's name without {@code .yaml}
 * @param tier the preset that fills absent quota and limit keys
 * @param costCentre who pays
 * @param ring when the tenant receives a change
 * @param quota totals of the tenant's namespace
 * @param limitRange bounds of one container and one claim
 * @param groups the people who may use the namespace; empty lets nobody in
 * @param agents the tenant's agents, sorted by name; may be empty
 */
public record TenantConfig(
    TenantName name,
    @Key(
            value = "Separation and size; its preset fills every absent quota and limit key.",
            required = true)
        Tier tier,
    @Key(value = "Who pays: a label on everything that the tenant runs.", required = true)
        LabelValue costCentre,
    @Key("When the tenant receives a change: canary first, broad last.") Ring ring,
    @Key("Totals of the tenant's namespace.") QuotaConfig quota,
    @Key("Bounds and defaults of one container and of one volume claim.")
        LimitRangeConfig limitRange,
    @Key("Who may use the tenant's namespace, by role; docs/access.md says what each may do.")
        GroupsConfig groups,
    @Key("The tenant's agents by name; each gets a ServiceAccount of its own.")
        SortedMap<AgentName, AgentConfig> agents) {
  /** A tenant that says nothing must not be the first to meet a change. */
  public static final Ring DEFAULT_RING = Ring.BROAD;

  /** Copies the map. */
  public TenantConfig {
    agents = Collections.unmodifiableSortedMap(new TreeMap<>(agents));
  }

  /** Reports what is wrong between keys, and between the quota and the platform's ceilings. */
  public void validate(KeyPath here, QuotaCeilings ceilings, Problems out) {
    quota.validate(here.key("quota"), out);
    limitRange.validate(here.key("limitRange"), quota, here.key("quota"), out);
    groups.validate(here.key("groups"), out);
    ceilings.validate(here, quota, out);
  }
}
