package dev.tenantry.policies.google;

import dev.tenantry.policies.Answer;
import dev.tenantry.policies.Findings;
import dev.tenantry.policies.Level;
import dev.tenantry.policies.PolicyRule;
import dev.tenantry.policies.Resource;
import dev.tenantry.policies.ResourceRule;
import dev.tenantry.policies.RuleInfo;
import dev.tenantry.policies.Severity;
import dev.tenantry.policies.Value;
import java.util.List;
import java.util.Map;

/** Labels by which a bill is divided. */
final class LabelRules {
  /** Kinds that Google takes labels of, and where; others are not billed by themselves. */
  private static final Map<String, String> LABELS =
      Map.ofEntries(
          Map.entry(GoogleTypes.ADDRESS, "labels"),
          Map.entry(GoogleTypes.BACKUP_PLAN, "labels"),
          Map.entry(GoogleTypes.BUCKET, "labels"),
          Map.entry(GoogleTypes.CLUSTER, "resourceLabels"),
          Map.entry(GoogleTypes.CRYPTO_KEY, "labels"),
          Map.entry(GoogleTypes.FORWARDING_RULE, "labels"),
          Map.entry(GoogleTypes.GLOBAL_ADDRESS, "labels"),
          Map.entry(GoogleTypes.NODE_POOL, "nodeConfig.resourceLabels"),
          Map.entry(GoogleTypes.REPOSITORY, "labels"),
          Map.entry(GoogleTypes.SECRET, "labels"),
          Map.entry(GoogleTypes.SQL_INSTANCE, "settings.userLabels"),
          Map.entry(GoogleTypes.TOPIC, "labels"),
          Map.entry(GoogleTypes.ZONE, "labels"));

  /** Of each resource: which stack declares it, and what with. */
  private static final List<String> OF_ALL = List.of("stack", "managed-by");

  private static final String TENANT = "tenant_id";

  /** Of what belongs to a tenant: who pays, and what else the tenant's file says. */
  private static final List<String> OF_TENANT = List.of("cost-centre", "tier", "ring");

  private LabelRules() {}

  static List<PolicyRule> all() {
    return List.of(ofAll(), ofTenant());
  }

  private static PolicyRule ofAll() {
    RuleInfo info =
        new RuleInfo(
            "google-resource-is-labelled",
            "What Google bills says which stack it belongs to",
            "A bill names thousands of resources; without labels nobody knows whose they are, or"
                + " who may delete them.",
            List.of(
                Controls.tenancy("cost allocation per namespace"),
                Controls.promise("docs/cluster.md")),
            Severity.LOW,
            Level.ADVISORY,
            "Add the labels stack and managed-by.");
    return new ResourceRule(
        info,
        one -> LABELS.containsKey(one.type()),
        (one, findings) -> requireLabels(OF_ALL, one, findings));
  }

  private static PolicyRule ofTenant() {
    RuleInfo info =
        new RuleInfo(
            "tenant-resource-is-labelled",
            "What belongs to a tenant says who pays for it",
            "A tenant's costs would be shared by all others.",
            List.of(
                Controls.tenancy("cost allocation per namespace"),
                Controls.promise("docs/cluster.md")),
            Severity.LOW,
            Level.ADVISORY,
            "Beside tenant_id, add the labels cost-centre, tier and ring.");
    return new ResourceRule(
        info, LabelRules::isOfTenant, (one, findings) -> requireLabels(OF_TENANT, one, findings));
  }

  private static boolean isOfTenant(Resource one) {
    return LABELS.containsKey(one.type())
        && one.at(LABELS.get(one.type())).field(TENANT).exists() == Answer.YES;
  }

  private static void requireLabels(List<String> wanted, Resource one, Findings findings) {
    Value labels = one.at(LABELS.get(one.type()));
    for (String name : wanted) {
      Value label = labels.field(name);
      findings.require(label.isEmpty().not(), one, label, "must be there");
    }
  }
}
