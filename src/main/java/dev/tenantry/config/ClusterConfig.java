package dev.tenantry.config;

/**
 * The cluster that a stack deploys to.
 *
 * @param context the kubeconfig context
 * @param kubernetesVersion the version of the Pod Security Standards to enforce
 * @param dns the cluster's DNS
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
    @Key(value = "The cluster's DNS.", required = true) DnsConfig dns) {
  /** Reports what is wrong between keys. */
  public void validate(KeyPath here, Problems out) {
    dns.validate(here.key("dns"), out);
  }
}
