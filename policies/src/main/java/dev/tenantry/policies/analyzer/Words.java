package dev.tenantry.policies.analyzer;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenantry.policies.Control;
import dev.tenantry.policies.Level;
import dev.tenantry.policies.Parameter;
import dev.tenantry.policies.PolicyRule;
import dev.tenantry.policies.ResourceRule;
import dev.tenantry.policies.RuleInfo;
import dev.tenantry.policies.Severity;
import dev.tenantry.policies.StackRule;
import dev.tenantry.policies.Violation;
import java.util.List;
import java.util.stream.Collectors;
import pulumirpc.AnalyzerOuterClass.AnalyzeDiagnostic;
import pulumirpc.AnalyzerOuterClass.EnforcementLevel;
import pulumirpc.AnalyzerOuterClass.PolicyComplianceFramework;
import pulumirpc.AnalyzerOuterClass.PolicyConfigSchema;
import pulumirpc.AnalyzerOuterClass.PolicyInfo;
import pulumirpc.AnalyzerOuterClass.PolicySeverity;
import pulumirpc.AnalyzerOuterClass.PolicyType;

/** Rules and violations in the words of the protocol. */
final class Words {
  /** As the engine shows it beside each violation. */
  static final String PACK = "tenantry";

  private Words() {}

  static PolicyInfo rule(PolicyRule rule) {
    RuleInfo info = rule.info();
    Control first = info.controls().get(0);
    return PolicyInfo.newBuilder()
        .setName(info.id())
        .setDisplayName(info.title())
        .setDescription(info.title() + ". " + info.why())
        .setMessage(info.remedy())
        .setEnforcementLevel(level(info.level()))
        .setConfigSchema(schema(rule.parameters()))
        .setPolicyType(type(rule))
        .setSeverity(severity(info.severity()))
        .setFramework(
            PolicyComplianceFramework.newBuilder()
                .setName(first.catalogue().title())
                .setSpecification(first.id()))
        .addAllTags(info.controls().stream().map(Control::toString).toList())
        .setRemediationSteps(info.remedy())
        .build();
  }

  static AnalyzeDiagnostic violation(Violation found) {
    RuleInfo info = found.rule();
    return AnalyzeDiagnostic.newBuilder()
        .setPolicyName(info.id())
        .setPolicyPackName(PACK)
        .setDescription(info.title())
        .setMessage(message(found))
        .setEnforcementLevel(level(info.level()))
        .setUrn(found.urn())
        .setSeverity(severity(info.severity()))
        .build();
  }

  /** What is wrong, what to write instead, what it is good for, and who asks for it. */
  private static String message(Violation found) {
    RuleInfo info = found.rule();
    String controls =
        info.controls().stream().map(Control::toString).collect(Collectors.joining(", "));
    return String.join(
        "\n",
        found.message(),
        "Instead: " + info.remedy(),
        "Why: " + info.why(),
        "Source: " + controls);
  }

  private static PolicyType type(PolicyRule rule) {
    if (rule instanceof StackRule) {
      return PolicyType.POLICY_TYPE_STACK;
    } else if (rule instanceof ResourceRule) {
      return PolicyType.POLICY_TYPE_RESOURCE;
    }
    throw new IllegalStateException("neither of a resource nor of a stack: " + rule);
  }

  private static EnforcementLevel level(Level level) {
    return switch (level) {
      case DISABLED -> EnforcementLevel.DISABLED;
      case ADVISORY -> EnforcementLevel.ADVISORY;
      case MANDATORY -> EnforcementLevel.MANDATORY;
    };
  }

  private static PolicySeverity severity(Severity severity) {
    return switch (severity) {
      case LOW -> PolicySeverity.POLICY_SEVERITY_LOW;
      case MEDIUM -> PolicySeverity.POLICY_SEVERITY_MEDIUM;
      case HIGH -> PolicySeverity.POLICY_SEVERITY_HIGH;
      case CRITICAL -> PolicySeverity.POLICY_SEVERITY_CRITICAL;
    };
  }

  /** The level as a file says it. */
  static String level(EnforcementLevel level) {
    return switch (level) {
      case ADVISORY -> "advisory";
      case MANDATORY -> "mandatory";
      case DISABLED -> "disabled";
      case REMEDIATE -> "remediate";
      case UNRECOGNIZED -> "unknown";
    };
  }

  private static PolicyConfigSchema schema(List<Parameter> parameters) {
    ObjectNode properties = JsonNodeFactory.instance.objectNode();
    for (Parameter one : parameters) {
      ObjectNode schema = properties.putObject(one.name());
      schema.put("type", one.kind());
      schema.put("description", one.title());
      schema.set("default", one.value());
      if (one.value().isArray()) {
        schema.putObject("items").put("type", "string");
      }
    }
    return PolicyConfigSchema.newBuilder().setProperties(Structs.struct(properties)).build();
  }
}
