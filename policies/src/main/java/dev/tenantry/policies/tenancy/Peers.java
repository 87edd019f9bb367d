package dev.tenantry.policies.tenancy;

import static dev.tenantry.policies.Catalogue.CIS_GKE;
import static dev.tenantry.policies.Catalogue.GKE_MULTI_TENANCY;
import static dev.tenantry.policies.Catalogue.MULTI_TENANCY_BENCHMARK;
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
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Whom the NetworkPolicies of the stack let tenants meet. */
final class Peers {
  /** As the program's AllowedRange: a wider range is a hole, not a list of endpoints. */
  private static final int SHORTEST_PREFIX = 16;

  /** What one site has of IPv6 (RFC 6177). */
  private static final int SHORTEST_PREFIX_IPV6 = 48;

  private static final String NAMESPACE_NAME = "kubernetes.io/metadata.name";

  /** Namespaces of Kubernetes, GKE and its managed Prometheus, which no stack declares. */
  private static final Pattern SYSTEM = Pattern.compile("(kube|gke|gmp)-.*");

  private Peers() {}

  static List<PolicyRule> all() {
    return List.of(acrossTenants(), modelServers(), ranges(), declared());
  }

  private static PolicyRule acrossTenants() {
    return TenancyRule.named(
            "no-policy-joins-two-tenants",
            "No NetworkPolicy of a tenant lets it reach, or be reached from, another tenant",
            "With the other side's deny in place the hole is invisible, until that side errs too.")
        .asked(MULTI_TENANCY_BENCHMARK, "pending: no cross-tenant network")
        .asked(CIS_GKE, "4.3.2")
        .asked(GKE_MULTI_TENANCY, "network policies (deny cross-namespace)")
        .asked(OWASP_AGENTIC, "ASI07")
        .severity(Severity.CRITICAL)
        .rule(
            "Select the one shared Namespace that is meant by " + NAMESPACE_NAME + ".",
            (tenancy, findings) -> {
              for (TenantSpace space : tenancy.tenants()) {
                for (Resource policy : tenancy.in(space.name(), "NetworkPolicy")) {
                  for (Value peer : peers(policy)) {
                    for (TenantSpace other : tenancy.tenants()) {
                      if (!other.name().equals(space.name())) {
                        findings.require(
                            selects(peer, other).not(),
                            policy,
                            peer.path() + " selects the Namespace of tenant " + other.tenant());
                      }
                    }
                  }
                }
              }
            });
  }

  private static PolicyRule modelServers() {
    return TenancyRule.named(
            "tenant-reaches-no-model-server",
            "No NetworkPolicy joins a tenant with the model servers",
            "Past the gateway there is no budget, no rate limit and no record of who asked.")
        .asked(OWASP_LLM, "LLM10")
        .asked(OWASP_AGENTIC, "ASI02", "ASI08")
        .asked(TENANTRY, "docs/network-isolation.md")
        .severity(Severity.CRITICAL)
        .rule(
            "Open the gateway to the tenant, and the model servers to the gateway.",
            (tenancy, findings) -> {
              for (Resource policy : tenancy.of("NetworkPolicy")) {
                boolean serves =
                    policy.at("metadata.namespace").is(ProductNames.INFERENCE_NAMESPACE)
                        == Answer.YES;
                Optional<TenantSpace> owner = tenancy.owner(policy);
                for (Value peer : peers(policy)) {
                  for (TenantSpace tenant : serves ? tenancy.tenants() : List.<TenantSpace>of()) {
                    findings.require(
                        selects(peer, tenant).not(),
                        policy,
                        peer.path() + " lets tenant " + tenant.tenant() + " meet a model server");
                  }
                  if (owner.isPresent()) {
                    for (Resource namespace : tenancy.of("Namespace")) {
                      findings.require(
                          namespace
                              .at("metadata.name")
                              .is(ProductNames.INFERENCE_NAMESPACE)
                              .and(
                                  Selector.selectsNamespace(
                                      peer.at("namespaceSelector"), namespace))
                              .not(),
                          policy,
                          peer.path()
                              + " lets tenant "
                              + owner.get().tenant()
                              + " meet a model server");
                    }
                  }
                }
              }
            });
  }

  private static PolicyRule ranges() {
    return TenancyRule.named(
            "tenant-opens-no-wide-range",
            "No NetworkPolicy of a tenant opens more than endpoints: nothing wider than /16",
            "An agent that was talked into it sends what it knows to any address of the Internet.")
        .asked(OWASP_LLM, "LLM01", "LLM02")
        .asked(OWASP_AGENTIC, "ASI01")
        .asked(OWASP_KUBERNETES, "K05")
        .severity(Severity.CRITICAL)
        .rule(
            "List hosts in allowedHosts, or the endpoints' own ranges in allowedRanges.",
            (tenancy, findings) -> {
              for (TenantSpace space : tenancy.tenants()) {
                for (Resource policy : tenancy.in(space.name(), "NetworkPolicy")) {
                  for (Value peer : peers(policy)) {
                    Value range = peer.at("ipBlock.cidr");
                    findings.require(
                        range.isAbsent() ? Answer.YES : range.isText(Peers::isNarrow),
                        policy,
                        range,
                        "must have a prefix of /16 or longer, of IPv6 /48");
                  }
                }
              }
            });
  }

  private static PolicyRule declared() {
    return TenancyRule.named(
            "policy-peers-are-declared",
            "Every Namespace that a NetworkPolicy names is declared by this stack, or Kubernetes'",
            "Whoever may create the missing Namespace later walks in by the open door.")
        .asked(OWASP_KUBERNETES, "K05")
        .asked(TENANTRY, "docs/network-isolation.md")
        .severity(Severity.MEDIUM)
        .rule(
            "Correct the name, or declare the Namespace in this stack.",
            (tenancy, findings) -> {
              for (Resource policy : tenancy.of("NetworkPolicy")) {
                for (Value peer : peers(policy)) {
                  Value name = peer.at("namespaceSelector.matchLabels").field(NAMESPACE_NAME);
                  if (name.isPresent() && !SYSTEM.matcher(name.shown()).matches()) {
                    findings.require(
                        tenancy.any("Namespace", it -> it.at("metadata.name").is(name.shown())),
                        policy,
                        name,
                        "must be a Namespace that this stack declares");
                  }
                }
              }
            });
  }

  /** All peers of both ways. */
  private static List<Value> peers(Resource policy) {
    return Stream.concat(
            policy.at("spec.egress").items().stream().map(rule -> rule.at("to")),
            policy.at("spec.ingress").items().stream().map(rule -> rule.at("from")))
        .flatMap(list -> list.items().stream())
        .toList();
  }

  /** A peer without a selector of Namespaces is of the policy's own. */
  private static Answer selects(Value peer, TenantSpace tenant) {
    return Selector.selectsNamespace(peer.at("namespaceSelector"), tenant.namespace());
  }

  private static boolean isNarrow(String range) {
    try {
      int shortest = range.contains(":") ? SHORTEST_PREFIX_IPV6 : SHORTEST_PREFIX;
      return Integer.parseInt(range.substring(range.indexOf('/') + 1)) >= shortest;
    } catch (NumberFormatException noRange) {
      return false;
    }
  }
}
