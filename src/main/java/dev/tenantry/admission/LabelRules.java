package dev.tenantry.admission;

import dev.tenantry.config.AdmissionConfig;
import dev.tenantry.naming.Labels;
import java.util.List;

/** Labels that policies select on must tell the truth. */
final class LabelRules {
  /** Whether a Namespace's label {@code k} is the platform's. */
  private static final String GUARDED =
      "(k.startsWith("
          + Cel.text(Labels.POD_SECURITY)
          + ") || k.startsWith("
          + Cel.text(Labels.RUNTIME_CLASS)
          + ") || k in "
          + Cel.list(
              List.of(
                  Labels.TENANT_ID,
                  Labels.TIER,
                  Labels.COST_CENTRE,
                  Labels.RING,
                  Labels.MANAGED_BY,
                  Labels.INSTANCE))
          + ")";

  /** What network policies and other rules know a pod by. */
  private static final List<String> OF_A_POD =
      List.of(Labels.TENANT_ID, Labels.ROLE, Labels.IDENTITY, Labels.AGENT, Labels.TOOL);

  private LabelRules() {}

  static List<AdmissionRule> of(AdmissionConfig config) {
    return List.of(
        AdmissionRule.of(
            "tenant-label",
            "Network policies and cost reports take a pod for what its label says.",
            Scope.POD_LABELS,
            "this platform",
            "variables.labels[?"
                + Cel.text(Labels.TENANT_ID)
                + "].orValue('') == namespaceObject.metadata.labels["
                + Cel.text(Labels.TENANT_ID)
                + "]",
            "the pod must carry the label " + Labels.TENANT_ID + " with its own tenant's name"),
        AdmissionRule.of(
            "pod-labels",
            "A running pod that drops or gains one of these labels changes what it may reach.",
            Scope.of(new Scope.Matched("", "v1", "pods")).on("UPDATE"),
            "this platform",
            Cel.list(OF_A_POD)
                + ".all(k, object.metadata.?labels[?k] == oldObject.metadata.?labels[?k])",
            "these labels of a running pod cannot change: "
                + Cel.words(OF_A_POD)
                + "; create a new pod"),
        namespaceLabels(config));
  }

  private static AdmissionRule namespaceLabels(AdmissionConfig config) {
    String tenant = Cel.text(Labels.TENANT_ID);
    return AdmissionRule.of(
        "namespace-labels",
        "The labels of its Namespace decide whose it is and which rules hold in it.",
        Scope.of(new Scope.Matched("", "v1", "namespaces"))
            .on("UPDATE")
            .when(
                tenant
                    + " in object.metadata.?labels.orValue({}) || "
                    + tenant
                    + " in oldObject.metadata.?labels.orValue({})")
            .with("before", "oldObject.metadata.?labels.orValue({})")
            .with("after", "object.metadata.?labels.orValue({})")
            .with("deployers", Cel.list(config.deployers()))
            .everywhere(),
        "this platform",
        "request.userInfo.username in variables.deployers ||"
            + " request.userInfo.groups.exists(g, g in variables.deployers) ||"
            + " variables.before.all(k, !"
            + GUARDED
            + " || variables.after[?k].orValue('') == variables.before[k])"
            + " && variables.after.all(k, !"
            + GUARDED
            + " || k in variables.before)",
        "the tenant, tier, cost, ring, owner and pod-security labels of a tenant's Namespace come"
            + " from its file: change that, or be one of admission.deployers");
  }
}
