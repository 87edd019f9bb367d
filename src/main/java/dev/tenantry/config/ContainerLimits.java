package dev.tenantry.config;

import java.math.BigDecimal;
import java.util.List;

/**
 * Bounds and defaults of one container.
 *
 * @param defaultLimit the limits of a container that states none; the key {@code default}
 * @param defaultRequest the requests of a container that states none
 * @param max the most that a container may state as limits
 * @param min the least that a container may state as requests
 * @param maxLimitRequestRatio how many times the request a limit may be
 */
public record ContainerLimits(
    @Key(name = "default", value = "Limits of a container that states none.")
        ResourceAmounts defaultLimit,
    @Key("Requests of a container that states none.") ResourceAmounts defaultRequest,
    @Key("The most that a container may state as its limits.") ResourceAmounts max,
    @Key("The least that a container may state as its requests.") ResourceAmounts min,
    @Key("How many times its request a container's limit may be.")
        LimitRatios maxLimitRequestRatio) {
  /** Reports amounts that are out of order, and defaults that break the ratio. */
  public void validate(KeyPath here, Problems out) {
    requireOrder(new Step("min", min), new Step("defaultRequest", defaultRequest), here, out);
    requireOrder(
        new Step("defaultRequest", defaultRequest), new Step("default", defaultLimit), here, out);
    requireOrder(new Step("default", defaultLimit), new Step("max", max), here, out);
    requireRatio("cpu", here, out);
    requireRatio("memory", here, out);
  }

  /** Reports a {@code max} above what all pods together may use. */
  void validateMax(KeyPath here, LimitQuota limits, KeyPath limitsPath, Problems out) {
    KeyPath at = here.key("max");
    for (String resource : ResourceAmounts.KEYS) {
      out.requireAtMost(
          Rule.CONTAINER_MAX_ABOVE_QUOTA,
          new Amount(at.key(resource), max.get(resource)),
          new Amount(
              limitsPath.key(resource),
              new ResourceAmounts(limits.cpu(), limits.memory(), limits.ephemeralStorage())
                  .get(resource)));
    }
  }

  private static void requireOrder(Step low, Step high, KeyPath here, Problems out) {
    for (String resource : ResourceAmounts.KEYS) {
      out.requireAtMost(
          Rule.CONTAINER_LIMIT_ORDER,
          new Amount(here.key(low.key).key(resource), low.amounts.get(resource)),
          new Amount(here.key(high.key).key(resource), high.amounts.get(resource)));
    }
  }

  private void requireRatio(String resource, KeyPath here, Problems out) {
    int ratio = resource.equals("cpu") ? maxLimitRequestRatio.cpu() : maxLimitRequestRatio.memory();
    Quantity request = defaultRequest.get(resource);
    Quantity limit = defaultLimit.get(resource);
    if (limit.amount().compareTo(request.amount().multiply(BigDecimal.valueOf(ratio))) <= 0) {
      return;
    }
    KeyPath limitPath = here.key("default").key(resource);
    KeyPath requestPath = here.key("defaultRequest").key(resource);
    KeyPath ratioPath = here.key("maxLimitRequestRatio").key(resource);
    out.addBetween(
        Rule.CONTAINER_LIMIT_RATIO,
        List.of(limitPath, requestPath, ratioPath),
        String.format(
            "the default limit %s is more than %d times the default request %s",
            limit, ratio, request),
        String.format("change %s, %s or %s", limitPath, requestPath, ratioPath));
  }

  private record Step(String key, ResourceAmounts amounts) {}
}
