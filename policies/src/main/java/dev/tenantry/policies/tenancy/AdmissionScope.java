package dev.tenantry.policies.tenancy;

import dev.tenantry.policies.Answer;
import dev.tenantry.policies.Findings;
import dev.tenantry.policies.ProductNames;
import dev.tenantry.policies.Resource;
import dev.tenantry.policies.Value;
import java.util.List;
import java.util.Map;

/** What an admission policy is never asked about. */
final class AdmissionScope {
  /** An update that leaves the spec alone must work whatever the rules are by then. */
  private static final String SPEC_CHANGES =
      "request.operation != 'UPDATE' || object.spec != oldObject.spec";

  /** The conditions of the product's policies that have another one, by their rules' ids. */
  private static final Map<String, String> CONDITIONS =
      Map.of(
          "tenant-label",
          SPEC_CHANGES
              + " || object.metadata.?labels.orValue({}) != oldObject.metadata.?labels.orValue({})",
          "namespace-labels",
          "'tenant.id' in object.metadata.?labels.orValue({})"
              + " || 'tenant.id' in oldObject.metadata.?labels.orValue({})");

  /** A tenant writes its objects' labels itself. */
  private static final List<String> EXCEPTIONS = List.of("objectSelector", "excludeResourceRules");

  private AdmissionScope() {}

  /** Whether a binding takes in whatever its policy is about. */
  static Answer isWhole(Value matchResources) {
    Answer answer = matchResources.at("resourceRules").isEmpty();
    for (String exception : EXCEPTIONS) {
      answer = answer.and(matchResources.field(exception).isEmpty());
    }
    return answer;
  }

  /** Reports what narrows a policy of the product; what others' policies are about is theirs. */
  static void requireWhole(Resource policy, Findings findings) {
    String name = policy.at("metadata.name").text().orElse("");
    if (!name.startsWith(ProductNames.ADMISSION_PREFIX)) {
      return;
    }
    for (String exception : EXCEPTIONS) {
      Value value = policy.at("spec.matchConstraints").field(exception);
      findings.require(value.isEmpty(), policy, value.path() + " must be left out");
    }
    String id = name.substring(ProductNames.ADMISSION_PREFIX.length());
    String condition = CONDITIONS.getOrDefault(id, SPEC_CHANGES);
    for (Value one : policy.at("spec.matchConditions").items()) {
      Value expression = one.at("expression");
      findings.require(expression.is(condition), policy, expression, "must be " + condition);
    }
  }
}
