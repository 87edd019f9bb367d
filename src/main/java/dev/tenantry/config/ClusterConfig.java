package dev.tenantry.config;

import java.util.List;

/**
 * The cluster that a stack deploys to.
 *
 * @param context the kubeconfig context
 * @param kubernetesVersion the version of the Pod Security Standards to enforce
 * @param dns the cluster's DNS
 * @param network the cluster's addresses and what judges its packets
 */
public record ClusterConfig(
    @Key(
            value =
                "The kubeconfig context that the stack deploys to; never the current one, so that a"
                    + " forgotten `kubectl config use-context` cannot redirect a deployment.",
            required = true)
        ContextName context,
    @Key(
            value = "Kubernetes minor version; pins the version of the Pod Security Standards.",
            required = true)
        KubernetesVersion kubernetesVersion,
    @Key(value = "The cluster's DNS.", required = true) DnsConfig dns,
    @Key(value = "The cluster's network.", required = true) NetworkConfig network) {
  /** Reports what is wrong between keys. */
  public void validate(KeyPath here, Problems out) {
    dns.validate(here.key("dns"), out);
    network.validate(here.key("network"), out);
    if (dns.isPossible() && !network.serviceRange().contains(dns.serviceAddress())) {
      out.addBetween(
          Rule.DNS_OUTSIDE_SERVICES,
          List.of(here.key("dns").key("serviceAddress"), here.key("network").key("serviceRange")),
          dns.serviceAddress() + " is not in network.serviceRange (" + network.serviceRange() + ")",
          "kubectl get service -n kube-system kube-dns shows the address");
    }
  }
}
