package dev.tenantry.policies.kubernetes;

import dev.tenantry.policies.Answer;
import dev.tenantry.policies.Catalogue;
import dev.tenantry.policies.Findings;
import dev.tenantry.policies.Level;
import dev.tenantry.policies.PolicyRule;
import dev.tenantry.policies.Resource;
import dev.tenantry.policies.ResourceRule;
import dev.tenantry.policies.RuleInfo;
import dev.tenantry.policies.Severity;
import dev.tenantry.policies.Value;
import java.util.List;

/** By which doors traffic comes in. */
final class ServiceRules {
  private static final String PAGE = "docs/admission.md";

  private ServiceRules() {}

  static List<PolicyRule> all() {
    return List.of(type(), externalName(), externalAddresses(), encrypted(), hosts());
  }

  private static PolicyRule type() {
    RuleInfo info =
        new RuleInfo(
            "tenant-service-stays-inside",
            "No Service of a tenant is a NodePort or a LoadBalancer",
            "It is a door past the gateway, its authentication and its limits.",
            Controls.mtb("MTB-PL1-BC-HI-1")
                .and(
                    Catalogue.PULUMI_COMPLIANCE,
                    "kubernetes-core-v1-service-disallow-load-balancer")
                .and(Catalogue.OWASP_KUBERNETES, "K06")
                .all(),
            Severity.HIGH,
            Level.MANDATORY,
            "Use ClusterIP and a route of the platform's gateway.");
    return services(
        info,
        (service, findings) -> {
          Value type = service.at("spec.type");
          Answer door = type.is("NodePort").or(type.is("LoadBalancer"));
          findings.require(
              TenantNames.owns(service).and(door).not(), service, type, "must be ClusterIP");
        });
  }

  private static PolicyRule externalName() {
    RuleInfo info =
        new RuleInfo(
            "tenant-service-is-no-alias",
            "No Service of a tenant is an ExternalName",
            "An alias makes the platform's proxies call any name in the tenant's stead.",
            Controls.of(Catalogue.OWASP_KUBERNETES, "K05").and(Catalogue.TENANTRY, PAGE).all(),
            Severity.HIGH,
            Level.MANDATORY,
            "Name the host in the client and in the tenant's allowedHosts.");
    return services(
        info,
        (service, findings) -> {
          Value spec = service.at("spec");
          Answer alias =
              spec.field("type").is("ExternalName").or(spec.field("externalName").exists());
          findings.require(
              TenantNames.owns(service).and(alias).not(),
              service,
              spec.field("externalName"),
              "must be left out, and spec.type be ClusterIP");
        });
  }

  private static PolicyRule externalAddresses() {
    RuleInfo info =
        new RuleInfo(
            "service-takes-no-external-address",
            "No Service has externalIPs",
            "It draws all traffic to those addresses from every pod of the cluster"
                + " (CVE-2020-8554).",
            Controls.of(Catalogue.OWASP_KUBERNETES, "K06").and(Catalogue.TENANTRY, PAGE).all(),
            Severity.HIGH,
            Level.MANDATORY,
            "Remove externalIPs.");
    return services(
        info,
        (service, findings) -> {
          Value addresses = service.at("spec.externalIPs");
          findings.require(addresses.isEmpty(), service, addresses, "must be left out");
        });
  }

  private static PolicyRule encrypted() {
    RuleInfo info =
        new RuleInfo(
            "entry-is-encrypted",
            "Every host of an Ingress and every listener of a Gateway speaks TLS",
            "Whoever sits on the way reads prompts, answers and tokens.",
            Controls.cis("5.6.7").and(Catalogue.NSA_CISA, "TLS everywhere").all(),
            Severity.HIGH,
            Level.MANDATORY,
            "State tls with a certificate; for an Ingress, for all of its hosts.");
    return new ResourceRule(
        info,
        one -> List.of("Ingress", "Gateway").contains(one.kind()),
        ServiceRules::requireEncryption);
  }

  private static void requireEncryption(Resource door, Findings findings) {
    if (door.kind().equals("Ingress")) {
      Value tls = door.at("spec.tls");
      findings.require(tls.isEmpty().not(), door, tls, "must be stated");
      for (Value rule : door.at("spec.rules").items()) {
        Value host = rule.field("host");
        findings.require(
            tls.isEmpty().or(host.isEmpty()).or(tls.any(one -> encrypts(one, host))),
            door,
            host,
            "must be among the hosts of spec.tls");
      }
    }
    for (Value listener : door.at("spec.listeners").items()) {
      Value protocol = listener.field("protocol");
      Answer speaks = protocol.is("HTTPS").or(protocol.is("TLS"));
      findings.require(speaks, door, protocol, "must be HTTPS or TLS");
    }
  }

  /** One without hosts is for all of them; a wildcard stands for one label. */
  private static Answer encrypts(Value tls, Value host) {
    Value hosts = tls.field("hosts");
    return hosts
        .isEmpty()
        .or(
            hosts.any(
                one ->
                    one.isUnknown()
                        ? Answer.UNKNOWN
                        : host.isText(name -> covers(one.text().orElse(""), name))));
  }

  private static boolean covers(String pattern, String host) {
    boolean wildcard = pattern.startsWith("*.");
    return pattern.equalsIgnoreCase(host)
        || wildcard && host.replaceFirst("^[^.]+", "*").equalsIgnoreCase(pattern);
  }

  private static PolicyRule hosts() {
    RuleInfo info =
        new RuleInfo(
            "tenant-route-names-its-hosts",
            "Every route and every Ingress of a tenant names its hosts",
            "Without a host it takes the traffic of every name that no other route claims.",
            Controls.tenantry(PAGE).and(Catalogue.OWASP_KUBERNETES, "K06").all(),
            Severity.HIGH,
            Level.MANDATORY,
            "State hostnames (a route) or host in every rule (an Ingress), without a wildcard.");
    return new ResourceRule(
        info,
        one -> List.of("Ingress", "HTTPRoute", "GRPCRoute", "TLSRoute").contains(one.kind()),
        ServiceRules::requireHosts);
  }

  private static void requireHosts(Resource route, Findings findings) {
    Answer elsewhere = TenantNames.owns(route).not();
    if (route.kind().equals("Ingress")) {
      for (Value rule : route.at("spec.rules").items()) {
        requireHost(route, rule.field("host"), elsewhere, findings);
      }
      Value backend = route.at("spec.defaultBackend");
      findings.require(elsewhere.or(backend.exists().not()), route, backend, "must be left out");
      return;
    }
    Value names = route.at("spec.hostnames");
    findings.require(elsewhere.or(names.isEmpty().not()), route, names, "must be stated");
    names.items().forEach(name -> requireHost(route, name, elsewhere, findings));
  }

  private static void requireHost(Resource route, Value host, Answer elsewhere, Findings findings) {
    Answer named = host.isText(text -> !text.isEmpty() && !text.contains("*"));
    findings.require(elsewhere.or(named), route, host, "must be one host");
  }

  private static PolicyRule services(RuleInfo info, ResourceRule.Check check) {
    return new ResourceRule(info, one -> one.kind().equals("Service"), check);
  }
}
