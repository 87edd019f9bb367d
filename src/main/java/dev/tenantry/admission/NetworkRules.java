package dev.tenantry.admission;

import dev.tenantry.config.AdmissionConfig;
import dev.tenantry.naming.Labels;
import java.util.List;

/** Traffic enters through the platform's door, and names lead to their owner. */
final class NetworkRules {
  private static final Scope SERVICES = Scope.of(new Scope.Matched("", "v1", "services"));

  private NetworkRules() {}

  static List<AdmissionRule> of(AdmissionConfig config) {
    return List.of(
        AdmissionRule.of(
            "service-type",
            "A load balancer or a node port is a door past the gateway.",
            SERVICES,
            "MTB-PL1-BC-HI-1 (NodePort)",
            "object.spec.?type.orValue('ClusterIP') in ['ClusterIP', 'ExternalName']",
            "Services of type LoadBalancer and NodePort are not available to tenants: use ClusterIP"
                + " and a route of the platform's gateway"),
        AdmissionRule.of(
            "service-external-name",
            "An alias makes the platform's proxies call any name in a tenant's stead.",
            SERVICES,
            "this platform",
            "object.spec.?type.orValue('ClusterIP') != 'ExternalName'",
            "Services of type ExternalName are not available to tenants: name the host in the"
                + " client and in allowedHosts"),
        AdmissionRule.of(
            "service-external-ips",
            "External addresses draw other tenants' traffic to this Service.",
            SERVICES,
            "CVE-2020-8554",
            "object.spec.?externalIPs.orValue([]).size() == 0",
            "externalIPs are not available to tenants: remove them"),
        routeHosts(config),
        clusterSecretStore());
  }

  private static AdmissionRule routeHosts(AdmissionConfig config) {
    String own = "(%1$s == variables.domain || %1$s.endsWith('.' + variables.domain))";
    return AdmissionRule.of(
        "route-hosts",
        "A route for another's hostname takes over its traffic and its visitors' cookies.",
        Scope.of(
                new Scope.Matched("networking.k8s.io", "v1", "ingresses"),
                new Scope.Matched(
                    "gateway.networking.k8s.io",
                    "*",
                    "gateways",
                    "httproutes",
                    "grpcroutes",
                    "tlsroutes"))
            .with(
                "domain",
                "namespaceObject.metadata.labels["
                    + Cel.text(Labels.TENANT_ID)
                    + "] + "
                    + Cel.text("." + config.domain())),
        "this platform",
        "object.kind == 'Ingress'"
            + " ? !has(object.spec.defaultBackend)"
            + " && object.spec.?rules.orValue([]).map(r, r.?host.orValue('')).all(h, "
            + String.format(own, "h")
            + ") && object.spec.?tls.orValue([]).all(t, t.?hosts.orValue([]).all(h, "
            + String.format(own, "h")
            + ")) : object.kind == 'Gateway'"
            + " ? object.spec.listeners.map(l, l.?hostname.orValue('')).all(h, "
            + String.format(own, "h")
            + ") : object.spec.?hostnames.orValue([]).size() > 0"
            + " && object.spec.hostnames.all(h, "
            + String.format(own, "h")
            + ")",
        "every hostname must be stated and lie under <tenant>." + config.domain());
  }

  private static AdmissionRule clusterSecretStore() {
    String sources =
        ".orValue([]).all(d, d.?sourceRef.?storeRef.?kind.orValue('SecretStore') == 'SecretStore'"
            + " && d.?sourceRef.?generatorRef.?kind.orValue('') != 'ClusterGenerator')";
    return AdmissionRule.of(
        "cluster-secret-store",
        "A store of the cluster reads every tenant's secrets with its own identity.",
        Scope.of(new Scope.Matched("external-secrets.io", "*", "externalsecrets", "pushsecrets")),
        "External Secrets, security best practices",
        "object.spec.?secretStoreRef.?kind.orValue('SecretStore') == 'SecretStore'"
            + " && object.spec.?secretStoreRefs.orValue([])"
            + ".all(r, r.?kind.orValue('SecretStore') == 'SecretStore')"
            + " && object.spec.?data"
            + sources
            + " && object.spec.?dataFrom"
            + sources,
        "a ClusterSecretStore is not available to tenants: use the SecretStore of the Namespace");
  }
}
