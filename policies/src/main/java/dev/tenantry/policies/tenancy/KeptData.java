package dev.tenantry.policies.tenancy;

import static dev.tenantry.policies.Catalogue.CIS_GCP;
import static dev.tenantry.policies.Catalogue.TENANTRY;

import dev.tenantry.policies.Answer;
import dev.tenantry.policies.PolicyRule;
import dev.tenantry.policies.ProductNames;
import dev.tenantry.policies.Resource;
import dev.tenantry.policies.Severity;
import dev.tenantry.policies.Value;
import java.util.Map;

/** What is meant to outlive its tenant or its stack. */
final class KeptData {
  private static final Map<String, Kept> KEPT =
      Map.of(
          "gcp:container/cluster:Cluster", new Kept("deletionProtection", "true", false),
          "gcp:sql/databaseInstance:DatabaseInstance",
              new Kept("deletionProtection", "true", false),
          "gcp:storage/bucket:Bucket", new Kept("forceDestroy", "false", true),
          "kubernetes:core/v1:PersistentVolumeClaim",
              new Kept(
                  "metadata.annotations['" + ProductNames.DELETION_POLICY + "']", "retain", true));

  /**
   * What is meant to stay.
   *
   * @param path where it says so
   * @param value what it says then
   * @param ofTenant goes from the stack with its tenant and stays in the world; all else stays in
   *     the stack
   */
  private record Kept(String path, String value, boolean ofTenant) {
    Answer holds(Resource one) {
      Answer kept = one.options().field("protect").is(true);
      Answer left = ofTenant ? one.options().field("retainOnDelete").is(true) : Answer.NO;
      return one.at(path).is(value).not().or(kept).or(left);
    }

    String missing() {
      return ofTenant
          ? ", and neither protect nor retainOnDelete is set"
          : ", and protect is not set";
    }
  }

  private KeptData() {}

  static PolicyRule rule() {
    return TenancyRule.named(
            "data-outlives-its-resource",
            "What is kept when its tenant goes is kept from the engine's deletion too",
            "One wrong line in a file and one up would delete what no backup brings back today.")
        .asked(CIS_GCP, "6.9")
        .asked(TENANTRY, "docs/data.md")
        .severity(Severity.CRITICAL)
        .rule(
            "Set protect, or retainOnDelete for what belongs to one tenant.",
            (tenancy, findings) -> {
              for (Resource one : tenancy.all()) {
                Kept kept = KEPT.get(one.type());
                if (kept != null) {
                  Value told = one.at(kept.path());
                  String says = told.path() + " is " + told.shown() + kept.missing();
                  findings.require(kept.holds(one), one, says);
                }
              }
            });
  }
}
