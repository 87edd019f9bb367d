package dev.tenantry.plan;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenantry.naming.Labels;
import dev.tenantry.naming.Names;
import dev.tenantry.naming.TypeTokens;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whose a resource is: a tenant's or everybody's.
 *
 * <p>A URN holds the types of its parents but not their names, so the tenant is read from the
 * parent URN in the resource's state, then from its labels, then from its Namespace.
 */
public final class Owners {
  /** What tenants share; a name that no tenant can have ({@code config.TenantName}). */
  public static final String SHARED = "platform";

  /** A tenant's own component, or one below it, which has the tenant's name too. */
  private static final Pattern TENANT_URN =
      Pattern.compile("::" + Pattern.quote(TypeTokens.TENANT) + "(?:\\$[^$]+?)*::([^:]+)$");

  private final Map<String, String> byUrn = new HashMap<>();

  Owners(List<Step> steps) {
    steps.forEach(step -> byUrn.put(step.urn(), of(step)));
  }

  /** The tenant to whose component a URN belongs; empty for every other component. */
  public static Optional<String> ofComponent(String urn) {
    Matcher tenant = TENANT_URN.matcher(urn);
    return tenant.find() ? Optional.of(tenant.group(1)) : Optional.empty();
  }

  /** The tenant of a resource of this plan, or {@link #SHARED}. */
  String of(String urn) {
    return byUrn.getOrDefault(urn, SHARED);
  }

  /** The tenant of a step's resource, or {@link #SHARED}. */
  public static String of(Step step) {
    return step.known()
        .flatMap(state -> ofComponent(state.parent()).or(() -> ofInputs(state.inputs())))
        .or(() -> ofComponent(step.urn()))
        .orElse(SHARED);
  }

  private static Optional<String> ofInputs(JsonNode inputs) {
    return text(inputs.path("metadata").path("labels").path(Labels.TENANT_ID))
        .or(() -> text(inputs.path("labels").path(Labels.cloud(Labels.TENANT_ID))))
        .or(() -> text(inputs.path("metadata").path("namespace")).flatMap(Owners::ofNamespace));
  }

  private static Optional<String> ofNamespace(String namespace) {
    return namespace.startsWith(Names.NAMESPACE_PREFIX)
        ? Optional.of(namespace.substring(Names.NAMESPACE_PREFIX.length()))
        : Optional.empty();
  }

  private static Optional<String> text(JsonNode node) {
    return node.isTextual() && !node.asText().isEmpty()
        ? Optional.of(node.asText())
        : Optional.empty();
  }
}
