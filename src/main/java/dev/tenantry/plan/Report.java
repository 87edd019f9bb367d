package dev.tenantry.plan;

import dev.tenantry.policies.Level;
import dev.tenantry.policies.RuleInfo;
import dev.tenantry.policies.Severity;
import java.util.Optional;

/**
 * A violation as a policy pack reports it.
 *
 * @param pack name of the pack
 * @param rule id of the rule
 * @param info what people read about the rule, if it is one of ours
 * @param level what the violation does in this stack
 * @param severity how bad it is, if the pack says so
 * @param urn the resource
 * @param message what is wrong with it
 */
public record Report(
    String pack,
    String rule,
    Optional<RuleInfo> info,
    Level level,
    Optional<Severity> severity,
    String urn,
    String message) {}
