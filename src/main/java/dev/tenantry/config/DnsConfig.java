package dev.tenantry.config;

/**
 * The cluster's DNS.
 *
 * @param serviceAddress the DNS Service's address; network policies allow DNS to it alone
 */
public record DnsConfig(
    @Key(
            value =
                "IPv4 address of the cluster DNS Service, one of the places where a tenant may"
                    + " resolve names.",
            required = true)
        Ipv4Address serviceAddress) {
  /** Whether the address can be a Service's. */
  boolean isPossible() {
    return serviceAddress.hostProblem().isEmpty();
  }

  /** Reports an address that no Service can have. */
  public void validate(KeyPath here, Problems out) {
    String problem = serviceAddress.hostProblem();
    if (!problem.isEmpty()) {
      out.add(
          Rule.DNS_ADDRESS,
          here.key("serviceAddress"),
          serviceAddress + " " + problem,
          "kubectl get service -n kube-system kube-dns shows the address");
    }
  }
}
