package dev.tenantry.config;

import java.math.BigDecimal;
import java.util.List;

/**
 * One kind of workload: how many pods, and what each of them gets.
 *
 * @param replicas between how many pods it may scale
 * @param requests what one pod reserves
 * @param limits what one pod may use at most
 */
public record WorkloadConfig(
    @Key("Between how many pods it may scale.") ReplicaRange replicas,
    @Key("What one pod reserves.") ResourceAmounts requests,
    @Key("What one pod may use at most.") ResourceAmounts limits) {
  /** Reports pods that the LimitRange found at {@code rangePath} would refuse. */
  void validate(KeyPath here, ContainerLimits range, KeyPath rangePath, Problems out) {
    replicas.validate(here.key("replicas"), out);
    for (String resource : ResourceAmounts.KEYS) {
      Amount request = new Amount(here.key("requests").key(resource), requests.get(resource));
      Amount limit = new Amount(here.key("limits").key(resource), limits.get(resource));
      Amount least = new Amount(rangePath.key("min").key(resource), range.min().get(resource));
      Amount most = new Amount(rangePath.key("max").key(resource), range.max().get(resource));
      out.requireAtMost(Rule.WORKLOAD_REQUEST_ABOVE_LIMIT, request, limit);
      out.requireAtMost(Rule.WORKLOAD_OUTSIDE_LIMIT_RANGE, least, request);
      out.requireAtMost(Rule.WORKLOAD_OUTSIDE_LIMIT_RANGE, limit, most);
    }
    requireRatio("cpu", range.maxLimitRequestRatio().cpu(), here, rangePath, out);
    requireRatio("memory", range.maxLimitRequestRatio().memory(), here, rangePath, out);
  }

  private void requireRatio(
      String resource, int ratio, KeyPath here, KeyPath rangePath, Problems out) {
    Quantity request = requests.get(resource);
    Quantity limit = limits.get(resource);
    if (limit.amount().compareTo(request.amount().multiply(BigDecimal.valueOf(ratio))) <= 0) {
      return;
    }
    KeyPath limitPath = here.key("limits").key(resource);
    KeyPath requestPath = here.key("requests").key(resource);
    KeyPath ratioPath = rangePath.key("maxLimitRequestRatio").key(resource);
    out.addBetween(
        Rule.WORKLOAD_OUTSIDE_LIMIT_RANGE,
        List.of(limitPath, requestPath, ratioPath),
        String.format("the limit %s is more than %d times the request %s", limit, ratio, request),
        String.format("change %s, %s or %s", limitPath, requestPath, ratioPath));
  }
}
