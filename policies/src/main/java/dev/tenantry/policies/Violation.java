package dev.tenantry.policies;

/**
 * What a rule found.
 *
 * @param rule of which rule
 * @param urn the resource; of a rule on a stack, the one to change
 * @param message what is wrong, with the path of the value and, unless it is secret, the value
 */
public record Violation(RuleInfo rule, String urn, String message) {}
