package dev.tenantry.admission;

import dev.tenantry.config.AdmissionConfig;
import java.util.List;
import java.util.stream.Stream;

/** The table of all rules. */
public final class AdmissionRules {
  private AdmissionRules() {}

  /** All rules, filled in with what the platform allows, by subject. */
  public static List<AdmissionRule> of(AdmissionConfig config) {
    return Stream.of(
            ImageRules.of(config),
            HostRules.all(),
            SecurityContextRules.all(),
            PlacementRules.of(config),
            IdentityRules.of(config),
            NetworkRules.of(config),
            LabelRules.of(config),
            WorkloadRules.of(config))
        .flatMap(List::stream)
        .toList();
  }
}
