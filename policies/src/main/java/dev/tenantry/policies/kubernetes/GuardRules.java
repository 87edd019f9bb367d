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

/** That what guards refuses when it is in doubt, or down. */
final class GuardRules {
  private static final List<String> WEBHOOKS =
      List.of("ValidatingWebhookConfiguration", "MutatingWebhookConfiguration");

  private static final List<String> POLICIES =
      List.of("ValidatingAdmissionPolicy", "MutatingAdmissionPolicy");

  private GuardRules() {}

  static List<PolicyRule> all() {
    return List.of(admissionPolicy(), binding(), webhook(), authorization());
  }

  private static PolicyRule admissionPolicy() {
    RuleInfo info =
        new RuleInfo(
            "admission-policy-fails-closed",
            "Every admission policy refuses what it cannot judge",
            "With Ignore an object that makes the expression fail is admitted.",
            Controls.of(Catalogue.OWASP_KUBERNETES, "K04")
                .and(Catalogue.TENANTRY, "docs/admission.md")
                .all(),
            Severity.HIGH,
            Level.MANDATORY,
            "Set spec.failurePolicy: Fail, or leave it out.");
    return new ResourceRule(
        info,
        one -> POLICIES.contains(one.kind()),
        (policy, findings) -> requireFail(policy, policy.at("spec.failurePolicy"), findings));
  }

  private static PolicyRule binding() {
    RuleInfo info =
        new RuleInfo(
            "admission-binding-denies",
            "Every ValidatingAdmissionPolicyBinding denies",
            "With Warn or Audit alone the object is admitted and nobody reads the warning.",
            Controls.of(Catalogue.OWASP_KUBERNETES, "K04")
                .and(Catalogue.TENANTRY, "docs/admission.md")
                .all(),
            Severity.HIGH,
            Level.MANDATORY,
            "Put Deny into spec.validationActions.");
    return new ResourceRule(
        info,
        one -> one.kind().equals("ValidatingAdmissionPolicyBinding"),
        (binding, findings) -> {
          Value actions = binding.at("spec.validationActions");
          findings.require(
              actions.any(one -> one.is("Deny")), binding, actions, "must contain Deny");
        });
  }

  private static PolicyRule webhook() {
    RuleInfo info =
        new RuleInfo(
            "admission-webhook-fails-closed",
            "Every admission webhook refuses when it is down",
            "With Ignore whoever can stop or slow the webhook's pods is past it.",
            Controls.of(Catalogue.OWASP_KUBERNETES, "K04").all(),
            Severity.HIGH,
            Level.MANDATORY,
            "Set failurePolicy: Fail on every webhook, or leave it out.");
    return new ResourceRule(
        info,
        one -> WEBHOOKS.contains(one.kind()),
        (configuration, findings) -> {
          for (Value one : configuration.at("webhooks").items()) {
            requireFail(configuration, one.field("failurePolicy"), findings);
          }
        });
  }

  /** Fail is the API server's default for both kinds. */
  private static void requireFail(Resource object, Value policy, Findings findings) {
    findings.require(policy.isEmpty().or(policy.is("Fail")), object, policy, "must be Fail");
  }

  private static PolicyRule authorization() {
    RuleInfo info =
        new RuleInfo(
            "door-fails-closed",
            "What asks before a request goes on refuses it when nobody answers",
            "With failOpen every request passes while the authorization service is down, for"
                + " every tool of every tenant.",
            Controls.of(Catalogue.OWASP_LLM, "LLM06")
                .and(Catalogue.OWASP_AGENTIC, "ASI02")
                .and(Catalogue.OWASP_KUBERNETES, "K09")
                .all(),
            Severity.HIGH,
            Level.MANDATORY,
            "Remove failOpen from extAuth and extProc of Envoy Gateway's policies.");
    return new ResourceRule(
        info,
        one -> List.of("SecurityPolicy", "EnvoyExtensionPolicy").contains(one.kind()),
        (policy, findings) -> {
          refuseOpen(policy, policy.at("spec.extAuth.failOpen"), findings);
          for (String list : List.of("extProc", "wasm")) {
            for (Value one : policy.at("spec").field(list).items()) {
              refuseOpen(policy, one.field("failOpen"), findings);
            }
          }
        });
  }

  private static void refuseOpen(Resource policy, Value open, Findings findings) {
    Answer closed = open.is(true).not();
    findings.require(closed, policy, open, "must be false or left out");
  }
}
