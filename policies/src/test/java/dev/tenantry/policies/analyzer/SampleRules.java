package dev.tenantry.policies.analyzer;

import dev.tenantry.policies.Answer;
import dev.tenantry.policies.Catalogue;
import dev.tenantry.policies.Control;
import dev.tenantry.policies.Level;
import dev.tenantry.policies.Parameter;
import dev.tenantry.policies.Resource;
import dev.tenantry.policies.ResourceRule;
import dev.tenantry.policies.RuleInfo;
import dev.tenantry.policies.Rules;
import dev.tenantry.policies.Severity;
import dev.tenantry.policies.StackRule;
import dev.tenantry.policies.Value;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Rules that do each thing that a rule can do, with words short enough for a test. */
final class SampleRules {
  static final String OWNED = "namespace-has-owner";
  static final String UNIQUE = "owners-are-unique";
  static final String BROKEN = "rule-that-fails";

  private SampleRules() {}

  /** One on a resource, with a parameter and a remedy; one on the stack. */
  static Rules all() {
    return new Rules(List.of(owned(), unique()));
  }

  /** Reads an owner from a label; takes it from an annotation if asked to. */
  private static ResourceRule owned() {
    return new ResourceRule(
            info(OWNED, Severity.HIGH),
            one -> one.kind().equals("Namespace"),
            (one, findings) -> {
              Value owner = one.at("metadata.labels.owner");
              Answer allowed =
                  findings.parameter("owners").any(name -> owner.is(name.text().orElseThrow()));
              findings.require(allowed, one, owner, "must be an owner");
            })
        .taking(Parameter.of("owners", "Who may own a Namespace", List.of("acme", "globex")))
        .remediedBy(
            one ->
                one.at("metadata.annotations.owner")
                    .text()
                    .map(owner -> Map.<String, Object>of("metadata.labels.owner", owner))
                    .orElse(Map.of()));
  }

  private static StackRule unique() {
    return new StackRule(
        info(UNIQUE, Severity.LOW),
        (stack, findings) -> {
          Set<String> owners = new HashSet<>();
          for (Resource one : stack.all()) {
            Value owner = one.at("metadata.labels.owner");
            if (owner.text().isPresent() && !owners.add(owner.text().get())) {
              findings.report(one, owner.shown() + " owns two in " + stack.stack());
            }
          }
        });
  }

  /** Fails with a message that holds what it read. */
  static Rules broken() {
    return new Rules(
        List.of(
            new ResourceRule(
                info(BROKEN, Severity.LOW),
                one -> true,
                (one, findings) -> {
                  throw new IllegalStateException(one.at("metadata.name").text().orElseThrow());
                })));
  }

  private static RuleInfo info(String id, Severity severity) {
    return new RuleInfo(
        id,
        "A title",
        "A reason.",
        List.of(new Control(Catalogue.CIS_GKE, "4.2.1"), new Control(Catalogue.TENANTRY, "p")),
        severity,
        Level.MANDATORY,
        "A way out.");
  }
}
