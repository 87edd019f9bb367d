package dev.tenantry.policies.tenancy;

import static dev.tenantry.policies.Catalogue.CIS_GKE;
import static dev.tenantry.policies.Catalogue.GKE_MULTI_TENANCY;
import static dev.tenantry.policies.Catalogue.NSA_CISA;
import static dev.tenantry.policies.Catalogue.OWASP_AGENTIC;
import static dev.tenantry.policies.Catalogue.OWASP_KUBERNETES;
import static dev.tenantry.policies.Catalogue.OWASP_LLM;
import static dev.tenantry.policies.Catalogue.TENANTRY;

import dev.tenantry.policies.Answer;
import dev.tenantry.policies.PolicyRule;
import dev.tenantry.policies.ProductNames;
import dev.tenantry.policies.Resource;
import dev.tenantry.policies.Severity;
import dev.tenantry.policies.Value;
import java.util.List;

/** What a workload must have beside it, and where it runs. */
final class WorkloadParts {
  private static final String DEPLOYMENT = "Deployment";

  private WorkloadParts() {}

  static List<PolicyRule> all() {
    return List.of(
        identity(),
        networkPolicy(),
        sandbox(),
        tierNodes(),
        replicas(),
        oneAutoscaler(),
        disruptionBudget());
  }

  private static PolicyRule identity() {
    return TenancyRule.named(
            "tenant-workloads-share-no-identity",
            "An agent, and each tool of an agent, runs as a ServiceAccount of its own",
            "A tool that is taken over would hold the rights of the agent and of all its tools.")
        .asked(CIS_GKE, "4.1.4")
        .asked(OWASP_LLM, "LLM06")
        .asked(OWASP_AGENTIC, "ASI02", "ASI03")
        .asked(GKE_MULTI_TENANCY, "tenant-specific service accounts")
        .rule(
            "Declare one ServiceAccount per agent and per agent-tool pair.",
            (tenancy, findings) -> {
              Owners owners = new Owners();
              for (Workload one : tenancy.workloads()) {
                Value account = one.pod().at("serviceAccountName");
                Value agent = one.labels().field(ProductNames.AGENT);
                Value tool = one.labels().field(ProductNames.TOOL);
                if (tenancy.owner(one.resource()).isPresent()
                    && account.isPresent()
                    && !agent.isUnknown()
                    && !tool.isUnknown()) {
                  owners.add(
                      one.namespace().shown() + "/" + account.shown(),
                      agent.shown() + "/" + tool.shown(),
                      one.resource());
                }
              }
              owners.report(findings, account -> "the ServiceAccount " + account);
            });
  }

  private static PolicyRule networkPolicy() {
    return TenancyRule.named(
            "workload-is-selected-by-a-network-policy",
            "Every workload is selected by a NetworkPolicy that says what it may reach",
            "Pods that no policy knows were never thought about: they work nowhere, or everywhere.")
        .asked(NSA_CISA, "2.0")
        .asked(CIS_GKE, "4.3.2")
        .asked(OWASP_KUBERNETES, "K05")
        .severity(Severity.MEDIUM)
        .advisory()
        .rule(
            "Give the pods a label that a NetworkPolicy of their Namespace selects.",
            (tenancy, findings) -> {
              for (Workload one : tenancy.workloads()) {
                one.namespace()
                    .text()
                    .ifPresent(
                        namespace ->
                            findings.require(
                                tenancy.has(
                                    namespace, "NetworkPolicy", policy -> opens(policy, one)),
                                one.resource(),
                                "no NetworkPolicy of Namespace "
                                    + namespace
                                    + " besides default deny selects its pods"));
              }
            });
  }

  private static PolicyRule sandbox() {
    return TenancyRule.named(
            "isolated-tenant-runs-in-sandbox",
            "Every pod of an isolated tenant runs in the sandbox",
            "Isolated tenants share nodes; without a sandbox one fault of the kernel joins them.")
        .asked(CIS_GKE, "5.10.3")
        .asked(GKE_MULTI_TENANCY, "GKE Sandbox")
        .asked(OWASP_LLM, "LLM05")
        .asked(OWASP_AGENTIC, "ASI05")
        .rule(
            "Set runtimeClassName: gvisor.",
            (tenancy, findings) -> {
              for (Workload one : tenancy.workloads()) {
                Value runtime = one.pod().at("runtimeClassName");
                tenancy
                    .owner(one.resource())
                    .filter(space -> space.tier().is(ProductNames.ISOLATED) == Answer.YES)
                    .ifPresent(
                        space ->
                            findings.require(
                                runtime.is(ProductNames.CODE_RUNTIME_CLASS),
                                one.resource(),
                                runtime,
                                "must be " + ProductNames.CODE_RUNTIME_CLASS));
              }
            });
  }

  private static PolicyRule tierNodes() {
    return TenancyRule.named(
            "tenant-workload-runs-on-its-tier",
            "Every pod of a tenant selects the nodes of that tenant's tier",
            "Tiers are kept apart by their nodes: on another's it meets that tier's tenants.")
        .asked(TENANTRY, "docs/cluster.md")
        .asked(GKE_MULTI_TENANCY, "GKE Sandbox")
        .rule(
            "Set nodeSelector tenantry.dev/pool to the tier of the tenant.",
            (tenancy, findings) -> {
              for (Workload one : tenancy.workloads()) {
                Value pool = one.pod().at("nodeSelector").field(ProductNames.NODE_POOL);
                tenancy
                    .owner(one.resource())
                    .flatMap(space -> space.tier().text())
                    .ifPresent(
                        tier ->
                            findings.require(
                                pool.is(tier), one.resource(), pool, "must be " + tier));
              }
            });
  }

  private static PolicyRule replicas() {
    return TenancyRule.named(
            "autoscaler-owns-replicas",
            "What an autoscaler scales is declared by this stack and declares no replicas",
            "Each update would set the number back, and drop the load that the autoscaler met.")
        .asked(TENANTRY, "docs/agents.md")
        .severity(Severity.MEDIUM)
        .rule(
            "Leave spec.replicas out of the workload, or remove the autoscaler.",
            (tenancy, findings) -> {
              for (Resource scaler : tenancy.of("HorizontalPodAutoscaler", "ScaledObject")) {
                Value name = scaler.at("spec.scaleTargetRef.name");
                Value namespace = scaler.at("metadata.namespace");
                String kind = scaler.at("spec.scaleTargetRef.kind").text().orElse(DEPLOYMENT);
                if (name.isPresent() && namespace.isPresent()) {
                  findings.require(
                      tenancy.declares(namespace.shown(), kind, name.shown()),
                      scaler,
                      name,
                      "must be a " + kind + " that this stack declares beside it");
                  findings.require(
                      tenancy
                          .has(
                              namespace.shown(),
                              kind,
                              one ->
                                  one.at("metadata.name")
                                      .is(name.shown())
                                      .and(one.at("spec.replicas").exists()))
                          .not(),
                      scaler,
                      kind + " " + name.shown() + " states spec.replicas; it must leave them out");
                }
              }
            });
  }

  private static PolicyRule oneAutoscaler() {
    return TenancyRule.named(
            "workload-has-one-autoscaler",
            "No workload is scaled by two autoscalers",
            "Each undoes what the other did, as fast as they can.")
        .asked(TENANTRY, "docs/agents.md")
        .severity(Severity.MEDIUM)
        .rule(
            "Remove one of them; KEDA makes a HorizontalPodAutoscaler of each ScaledObject.",
            (tenancy, findings) -> {
              Owners owners = new Owners();
              for (Resource scaler : tenancy.of("HorizontalPodAutoscaler", "ScaledObject")) {
                Value name = scaler.at("spec.scaleTargetRef.name");
                Value namespace = scaler.at("metadata.namespace");
                if (name.isPresent() && namespace.isPresent()) {
                  String kind = scaler.at("spec.scaleTargetRef.kind").text().orElse(DEPLOYMENT);
                  owners.add(
                      kind + " " + namespace.shown() + "/" + name.shown(), scaler.urn(), scaler);
                }
              }
              owners.report(findings, workload -> "the target " + workload);
            });
  }

  private static PolicyRule disruptionBudget() {
    return TenancyRule.named(
            "replicated-workload-has-disruption-budget",
            "Every workload that never has fewer than two pods has a PodDisruptionBudget",
            "An upgrade of the nodes would take all its pods at once.")
        .asked(TENANTRY, "docs/agents.md")
        .severity(Severity.MEDIUM)
        .rule(
            "Declare a PodDisruptionBudget with maxUnavailable: 1 for its pods.",
            (tenancy, findings) -> {
              for (Workload one : tenancy.workloads()) {
                String kind = one.resource().kind();
                Value namespace = one.namespace();
                if (namespace.isPresent()
                    && List.of(DEPLOYMENT, "StatefulSet").contains(kind)
                    && isReplicated(tenancy, one) == Answer.YES) {
                  findings.require(
                      tenancy.has(
                          namespace.shown(),
                          "PodDisruptionBudget",
                          budget -> Selector.selects(budget.at("spec.selector"), one.labels())),
                      one.resource(),
                      "no PodDisruptionBudget of Namespace "
                          + namespace.shown()
                          + " selects its pods, of which there are always two or more");
                }
              }
            });
  }

  private static Answer opens(Resource policy, Workload workload) {
    Answer closed = policy.at("spec.ingress").isEmpty().and(policy.at("spec.egress").isEmpty());
    return Selector.selects(policy.at("spec.podSelector"), workload.labels()).and(closed.not());
  }

  private static Answer isReplicated(Tenancy tenancy, Workload workload) {
    Answer answer = workload.resource().at("spec.replicas").isNumber(count -> count >= 2);
    String namespace = workload.namespace().shown();
    Value name = workload.resource().at("metadata.name");
    for (Resource scaler : tenancy.in(namespace, "HorizontalPodAutoscaler", "ScaledObject")) {
      Value least =
          scaler.at(
              scaler.kind().equals("ScaledObject") ? "spec.minReplicaCount" : "spec.minReplicas");
      answer =
          answer.or(
              scaler
                  .at("spec.scaleTargetRef.name")
                  .is(name.shown())
                  .and(least.isNumber(count -> count >= 2)));
    }
    return answer;
  }
}
